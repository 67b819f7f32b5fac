import { z } from "zod";
import type { AttachmentKind, InboundAttachment, InboundEvent } from "../../src/ports/channel.ts";

/** What a person put into a message. */
export interface Content {
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
  readonly location: InboundEvent["location"];
  /** The payload of a pressed button or a chosen row; null for everything else. */
  readonly pressed: string | null;
  /** The sender's own number, where the platform vouches for it. */
  readonly ownPhone: string | null;
}

/** What of the message around its content decides how that is read. */
interface Around {
  /** The sender's number, where the message shows it. */
  readonly phone?: string | undefined;
  /** Where shared cards come from; some deliveries tell it card by card. */
  readonly origin?: unknown;
}

/** Null: the kind is known, its content is missing. Undefined: nothing anybody here could act on. */
type Read = (value: unknown, around: Around) => Content | null | undefined;

const NOTHING = { text: "", attachments: [], location: null, pressed: null, ownPhone: null } as const;

const said = (text: string): Content => ({ ...NOTHING, text });

const perhapsText = z.string().optional().catch(undefined);
const amount = z.union([z.number(), z.string()]).optional();
const reply = z.object({ id: z.string(), title: perhapsText });

const textShape = z.object({ body: z.string() });
const kindShape = z.object({ type: z.string().min(1) });
const voiceShape = z.object({ voice: z.literal(true) });
const fileShape = z.object({ id: perhapsText, mime_type: perhapsText, filename: perhapsText, caption: perhapsText });
const placeShape = z.object({
  latitude: z.number(),
  longitude: z.number(),
  name: perhapsText,
  address: perhapsText,
});
const cardShape = z.object({
  name: z.object({ formatted_name: perhapsText, first_name: perhapsText }).optional().catch(undefined),
  phones: z
    .array(z.object({ phone: perhapsText, wa_id: perhapsText }))
    .optional()
    .catch(undefined),
  vcard: perhapsText,
  origin: perhapsText,
});
const cardsShape = z.array(cardShape).min(1);
const interactiveShape = z.object({
  button_reply: reply.optional(),
  list_reply: reply.optional(),
  nfm_reply: z.object({ response_json: z.string() }).optional(),
});
const templateButtonShape = z.object({ payload: perhapsText, text: z.string() });
const orderShape = z.object({
  text: perhapsText,
  product_items: z.array(
    z.object({ product_retailer_id: z.string(), quantity: amount, item_price: amount, currency: perhapsText }),
  ),
});

type Card = z.infer<typeof cardShape>;

/** Kinds with words, files, places or cards of a customer, under the name that `type` gives. */
const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["text", (value) => ifRead(textShape, value, ({ body }) => said(body))],
  ["image", (value) => file("image", value)],
  ["video", (value) => file("video", value)],
  ["document", (value) => file("document", value)],
  ["sticker", (value) => file("sticker", value)],
  ["audio", (value) => file(isVoiceNote(value) ? "voice" : "audio", value)],
  ["location", place],
  ["contacts", cards],
  ["interactive", interactive],
  ["button", templateButton],
  ["order", order],
]);

/**
 * What the customer said and sent; undefined for a kind nobody could act on (a service message, a kind of tomorrow).
 * Of a kind the platform does not hand on (a poll, a view-once picture) or hands on without its content, an empty
 * attachment with its name is left: somebody must see that the customer sent something.
 */
export function contentOf(
  type: string,
  fields: Readonly<Record<string, unknown>>,
  around: Around = {},
): Content | undefined {
  if (type === "unsupported") return withheld(kindOf(fields.unsupported) ?? type);
  const content = READERS.get(type)?.(fields[type], around);
  return content === null ? withheld(type) : content;
}

const withheld = (name: string): Content => ({
  ...NOTHING,
  attachments: [{ kind: "document", name, mime: null }],
});

const kindOf = (value: unknown): string | undefined => kindShape.safeParse(value).data?.type;

function ifRead<S extends z.ZodType>(shape: S, value: unknown, make: (read: z.output<S>) => Content | null) {
  const read = shape.safeParse(value);
  return read.success ? make(read.data) : null;
}

const isVoiceNote = (value: unknown): boolean => voiceShape.safeParse(value).success;

/** Without an id the platform could not hand the file on; what it was can still be told. */
function file(kind: AttachmentKind, value: unknown): Content | null {
  return ifRead(fileShape, value ?? {}, ({ id, mime_type, filename, caption }) => ({
    ...NOTHING,
    text: caption ?? "",
    attachments: [{ kind, name: filename ?? null, mime: mime_type ?? null, ...(id && { ref: id }) }],
  }));
}

function place(value: unknown): Content | null {
  return ifRead(placeShape, value, ({ latitude, longitude, name, address }) => ({
    ...NOTHING,
    attachments: [{ kind: "location", name: [name, address].filter((part) => part).join(", ") || null, mime: null }],
    location: { latitude, longitude },
  }));
}

/**
 * Shared cards. Anyone can share anybody's: a number is the sender's own only where it answered our request for it, or
 * is the number they write from. Another's number stands beside its name.
 */
function cards(value: unknown, { phone, origin }: Around): Content | null {
  return ifRead(cardsShape, value, (read) => {
    const isOwn = (one: Card): boolean =>
      (one.origin ?? origin) === "contact_request" || sameNumber(numberOn(one), phone);
    return {
      ...NOTHING,
      attachments: read.map((one) => {
        const { formatted_name, first_name } = one.name ?? {};
        const words = [formatted_name ?? first_name, isOwn(one) ? undefined : numberOn(one)];
        return { kind: "contact", name: words.filter((word) => word).join(" ") || null, mime: null };
      }),
      ownPhone:
        read
          .filter(isOwn)
          .map(numberOn)
          .find((number) => number !== undefined) ?? null,
    };
  });
}

/** A request is answered with a vCard alone sometimes: its `waid` is the number without signs. */
const numberOn = ({ phones, vcard }: Card): string | undefined =>
  phones?.[0]?.wa_id ?? phones?.[0]?.phone ?? /waid=(\d{5,20})/.exec(vcard ?? "")?.[1];

const digits = (number: string): string => number.replace(/\D/g, "");
const sameNumber = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && digits(a) === digits(b);

const REPLIES: ReadonlySet<string> = new Set(["button_reply", "list_reply", "nfm_reply"]);

/** Answers to what only another system can have asked (the leave to call, say) are none of the desk's business. */
function interactive(value: unknown): Content | null | undefined {
  const kind = kindOf(value);
  if (kind !== undefined && !REPLIES.has(kind)) return undefined;
  return ifRead(interactiveShape, value, ({ button_reply, list_reply, nfm_reply }) => {
    const chosen = button_reply ?? list_reply;
    if (chosen) return { ...NOTHING, text: chosen.title ?? "", pressed: chosen.id };
    return nfm_reply ? said(filledForm(nfm_reply.response_json)) : null;
  });
}

/** A quick reply of a template, which no message of ours has as a button: its own words are the customer's. */
function templateButton(value: unknown): Content | null {
  return ifRead(templateButtonShape, value, ({ payload, text }) => ({
    ...NOTHING,
    text,
    pressed: payload ?? text,
  }));
}

/** The answers of a form, one a line, for people to read. Its token is the platform's own business. */
function filledForm(json: string): string {
  const lines: string[] = [];
  try {
    JSON.parse(json, (key, value: unknown) => {
      const isAnswer = key !== "" && key !== "flow_token" && value !== null && typeof value !== "object";
      if (isAnswer && String(value) !== "") lines.push(`${key}: ${String(value)}`);
      return value;
    });
  } catch {
    return json;
  }
  return lines.join("\n");
}

function order(value: unknown): Content | null {
  return ifRead(orderShape, value, ({ text, product_items }) => {
    const lines = product_items.map(({ product_retailer_id: id, quantity, item_price, currency }) =>
      [`${id} × ${quantity ?? 1}`, [item_price, currency].filter((part) => part !== undefined).join(" ")]
        .filter((part) => part !== "")
        .join(", "),
    );
    return said([text ?? "", ...lines].filter((line) => line !== "").join("\n"));
  });
}
