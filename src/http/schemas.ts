import { z } from "@hono/zod-openapi";
import { periodsOverlap } from "../core/hours.ts";
import { CATEGORIES, REPLY_LANGUAGES } from "../core/reading.ts";
import { WEEKDAYS } from "../core/settings.ts";
import { readCursor } from "./queries/conversations.ts";

/** Shapes of the API, for checking and for its document. */

export const errorBody = z
  .object({ error: z.object({ code: z.string(), message: z.string(), hint: z.string() }) })
  .openapi("Error");

export const instant = z.string().openapi({ format: "date-time" });
const open = <T extends z.ZodRawShape>(shape: T) => z.looseObject(shape);

export const conversation = open({
  id: z.string(),
  channel: z.string(),
  accountId: z.string(),
  threadId: z.string(),
  state: z.enum(["bot", "bot_review", "queued", "human", "human_idle"]),
  epoch: z.number(),
  episode: z.number(),
  lastSequence: z.number(),
  owner: open({
    kind: z.enum(["bot", "review", "queue", "agent"]),
    agentId: z.string().nullable(),
    reason: z.string().nullable(),
    since: instant,
    botHelps: z.boolean(),
    promisedAt: instant.nullable(),
  }),
  contact: z.object({ id: z.string(), name: z.string(), vip: z.boolean() }),
  language: z.string().nullable(),
  ticket: z.object({ code: z.string(), status: z.string(), priority: z.string() }).nullable(),
  can: open({ files: z.boolean(), quote: z.boolean(), edit: z.boolean(), react: z.boolean() }),
  window: open({ closesAt: instant.nullable(), canAsk: z.boolean() }).nullable(),
  createdAt: instant,
  lastMessageAt: instant,
}).openapi("Conversation");

const support = z.object({ kind: z.string(), ref: z.string(), quote: z.string() });
/** What a reply stands on, and how it was judged: points of 0 to 2 by rule, and rules it broke. */
const checks = open({
  marks: z.record(z.string(), z.number()).nullable(),
  total: z.number().nullable(),
  faults: z.array(z.string()),
  supports: z.array(support),
});

export const message = open({
  id: z.string(),
  sequence: z.number(),
  author: z.enum(["customer", "bot", "agent", "system"]),
  kind: z.enum(["text", "notice", "survey"]),
  text: z.string(),
  attachments: z.array(
    open({
      id: z.string(),
      kind: z.string(),
      mime: z.string().nullable(),
      name: z.string().nullable(),
      /** What was heard or seen in it by machine, with the words that were hard to make out; for agents alone. */
      heard: z
        .object({ kind: z.enum(["transcript", "description"]), text: z.string(), doubtful: z.array(z.string()) })
        .nullable(),
    }),
  ),
  replyTo: z.string().nullable(),
  agentId: z.string().nullable(),
  turnId: z.string().nullable(),
  epoch: z.number(),
  externalId: z.string().nullable(),
  createdAt: instant,
  editedAt: instant.nullable(),
  delivery: z.string().nullable(),
  failure: z.string().nullable(),
  reaction: z.string().nullable(),
  ourReaction: z.string().nullable(),
  checks: checks.nullable(),
}).openapi("Message");

export const draft = open({
  id: z.string(),
  conversationId: z.string(),
  turnId: z.string().nullable(),
  kind: z.enum(["review", "proposal"]),
  lane: z.enum(["veto", "approve"]).nullable(),
  state: z.enum(["pending", "sent", "edited", "rejected", "withdrawn", "expired"]),
  text: z.string(),
  finalText: z.string().nullable(),
  supports: z.array(support),
  /** Why it was held: the policy's rule first. */
  reasons: z.array(z.string()),
  summary: z.string().nullable(),
  nextAction: z.string().nullable(),
  epoch: z.number(),
  releaseAt: instant.nullable(),
  /** When the clock ends the review: it goes out, or the conversation into the queue. */
  dueAt: instant.nullable(),
  /** Its times no longer mean what they meant: it can only be edited or rejected. */
  outdated: z.boolean(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  messageId: z.string().nullable(),
  createdAt: instant,
}).openapi("Draft");

export const file = z
  .object({ id: z.string(), kind: z.string(), mime: z.string(), name: z.string(), bytes: z.number() })
  .openapi("File");

export const turn = open({
  id: z.string(),
  reading: z.unknown(),
  decision: z.unknown(),
  outcome: z.enum(["released", "superseded", "suppressed"]),
  engine: z.enum(["offline", "openai"]),
  messageIds: z.array(z.string()),
  tokens: z.object({ input: z.number(), cached: z.number(), output: z.number() }),
  startedAt: instant,
  finishedAt: instant,
}).openapi("Turn");

export const transition = open({
  from: z.string(),
  to: z.string(),
  actor: z.string(),
  reason: z.string(),
  epoch: z.number(),
  at: instant,
  noticeMessageId: z.string().nullable(),
}).openapi("Transition");

export const ticket = open({
  code: z.string(),
  status: z.string(),
  category: z.string(),
  subcategory: z.string().nullable(),
  priority: z.string(),
  summary: z.string(),
  contactId: z.string(),
  conversationIds: z.array(z.string()),
  createdAt: instant,
  clocks: z.array(z.object({ kind: z.string(), dueAt: instant, state: z.string() })),
}).openapi("Ticket");

const inLanguages = z.object({ fa: z.string(), ar: z.string(), en: z.string() });

export const taxonomy = z
  .object({
    key: z.string(),
    name: inLanguages,
    subcategories: z.array(z.object({ key: z.string(), category: z.enum(CATEGORIES), name: inLanguages })),
  })
  .openapi("Taxonomy");

export const article = open({
  id: z.string(),
  language: z.enum(REPLY_LANGUAGES),
  title: z.string(),
  body: z.string(),
  questions: z.array(z.string()),
  published: z.boolean(),
  source: z.string().nullable(),
  updatedBy: z.string(),
  updatedAt: instant,
}).openapi("Article");

/** Words of an article: what PostgreSQL cannot hold is left out. */
export const articleWords = (most: number) =>
  z
    .string()
    .overwrite((text) => text.replaceAll("\0", "").toWellFormed())
    .trim()
    .min(1)
    .max(most);

/** What agents need of a playbook: the customer's sentences stay with whoever writes them. */
export const playbook = z
  .object({
    category: z.enum(CATEGORIES),
    evidence: z.array(z.string()),
    remedies: z.array(
      z.object({
        key: z.string(),
        name: inLanguages,
        limit: z.object({ most: z.number(), unit: z.string() }),
        approvedBy: z.string(),
      }),
    ),
    escalation: z.object({ fa: z.array(z.string()), ar: z.array(z.string()), en: z.array(z.string()) }),
  })
  .openapi("Playbook");

/** A short text to store or to look for. PostgreSQL holds no NUL. */
export const shortText = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !text.includes("\0"), "must not contain NUL");

/** What somebody of the desk is called. */
export const personName = shortText(80).trim().min(1);

const MESSAGE_CHARS = 20_000;

/** What an agent says. PostgreSQL holds neither NUL nor half a surrogate pair; a message is not refused for one. */
export const spokenWords = z
  .string()
  .overwrite((text) => text.replaceAll("\0", "").toWellFormed())
  .trim()
  .max(MESSAGE_CHARS);

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time like "08:00"');

const interval = z.tuple([time, time]).refine(([from, to]) => from !== to, "must not end when it begins");

const day = z
  .array(interval)
  .max(8)
  .refine(
    (periods) => !periodsOverlap(periods),
    "periods of one day must not overlap: let each begin when the one before has ended",
  );

/** Hours without an opening would never let a promise come due. */
const week = z
  .partialRecord(z.enum(WEEKDAYS), day)
  .refine(
    (days) => Object.values(days).some((periods) => periods.length > 0),
    "at least one day must be open: give it a period, or send null for always open",
  );

export const settings = z
  .strictObject({
    organisation: shortText(120),
    defaultLanguage: z.enum(REPLY_LANGUAGES),
    zone: z.string().refine(isZone, "must be a time zone like Asia/Tehran"),
    hours: week.nullable(),
    firstReplyMinutes: z.number().int().min(1).max(10_080),
    showAgentNames: z.boolean(),
  })
  .openapi("Settings");

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}

export const rowId = z
  .string()
  .regex(/^\d{1,15}$/, "must be an id")
  .openapi({ example: "12" });
export const idParams = z.object({ id: rowId });
/** Where a reader stopped. */
export const sequence = z.coerce.number().int().min(0).max(2_147_483_647);
export const agentId = z.string().regex(/^[\w.@-]{1,64}$/, "must be 1-64 letters, digits or . _ @ -");

/** Who asks, and what they may do. */
export const caller = open({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(["admin", "agent"]),
  twoFactor: z.boolean(),
}).openapi("Caller");

/** What every command of an agent may carry. */
export const command = z.object({ agentId: agentId.optional(), ifEpoch: z.number().int().optional() });

export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z
    .string()
    .max(100)
    .refine((cursor) => readCursor(cursor) !== null, "must be the `next` of a page")
    .optional(),
};

export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });
