import type { Context } from "hono";
import { type ReplyLanguage, replyLanguage } from "../../core/reading.ts";
import type { Settings } from "../../core/settings.ts";
import { foldDigits, readCode } from "../../core/tracking-code.ts";
import { readSettings } from "../../db/settings.ts";
import type { HttpEnv } from "../access.ts";
import { countedAddress } from "../client-address.ts";
import type { Api, RouteDeps } from "../endpoint.ts";
import { type OurWords, ourWords, phoneEndsIn, type TicketFacts, ticketFacts } from "../queries/ticket-page.ts";
import { countedTries, type Tries } from "../tries.ts";

/** What a reader is shown. */
export type TicketPage =
  /** No ticket has such a code. */
  | { readonly kind: "unknown" }
  /** Too many wrong tries: neither a right nor a wrong one is told apart. */
  | { readonly kind: "limited" }
  /** Somebody who has the code; `wrong`: the digits they gave do not fit. */
  | { readonly kind: "facts"; readonly ticket: TicketFacts; readonly wrong: boolean }
  /** The customer. Newest first. */
  | { readonly kind: "words"; readonly ticket: TicketFacts; readonly words: readonly OurWords[] };

export interface PageContext {
  readonly settings: Settings;
  readonly language: ReplyLanguage;
  readonly now: Date;
}

/** @returns the whole page as HTML */
export type RenderTicketPage = (page: TicketPage, context: PageContext) => string | Promise<string>;

export interface TicketPageDeps {
  readonly renderTicketPage: RenderTicketPage;
  /** Is this the pass that stood with the link to this ticket in our own message? */
  readonly opensTicket: (code: string, pass: string) => boolean;
}

const HOUR_MS = 3_600_000;
const WRONG_OF_AN_ADDRESS = 5;
const WRONG_OF_A_CODE = 10;
/** The latest, and some before it. */
const MESSAGES = 6;
const STATUS = { unknown: 404, limited: 429, facts: 200, words: 200 } as const;

/**
 * A ticket as its customer reads it, without signing in and without a script. The code alone shows how it stands; the
 * pass of our own link, or the last digits of the phone number, show what we wrote. Whatever may be a guess is counted
 * before it is looked at: by address, and digits also by code. A right pass is none.
 */
export function ticketPageRoutes(app: Api, deps: RouteDeps & TicketPageDeps): void {
  const { sql, clock, allow, renderTicketPage, opensTicket } = deps;
  const byAddress = countedTries(sql, clock, { most: WRONG_OF_AN_ADDRESS, windowMs: HOUR_MS });
  const byCode = countedTries(sql, clock, { most: WRONG_OF_A_CODE, windowMs: HOUR_MS });
  const find = (code: string | null) => (code === null ? null : ticketFacts(sql, code, clock.now()));
  const open = async (ticket: TicketFacts): Promise<TicketPage> => {
    return { kind: "words", ticket, words: await ourWords(sql, ticket.id, MESSAGES) };
  };

  app.get("/t/:code", allow("public"), async (c) => {
    const code = readCode(c.req.param("code"));
    const opened = code !== null && opensTicket(code, c.req.query("k") ?? "") ? await find(code) : null;
    if (opened) return show(c, await open(opened));
    return guess(c, [[byAddress, addressKey(c)]], async () => {
      const ticket = await find(code);
      return ticket ? { kind: "facts", ticket, wrong: false } : { kind: "unknown" };
    });
  });

  app.post("/t/:code", allow("public"), async (c) => {
    const code = readCode(c.req.param("code"));
    const digits = await digitsIn(c);
    const counts: Count[] = [[byAddress, addressKey(c)]];
    if (code !== null) counts.push([byCode, `ticket digits ${code}`]);
    return guess(c, counts, async () => {
      const ticket = await find(code);
      if (!ticket) return { kind: "unknown" };
      const right = digits !== null && (await phoneEndsIn(sql, ticket.id, digits));
      return right ? open(ticket) : { kind: "facts", ticket, wrong: true };
    });
  });

  /** What is not wrong gives its tries back. */
  async function guess(
    c: Context<HttpEnv>,
    counts: readonly Count[],
    look: () => Promise<TicketPage>,
  ): Promise<Response> {
    const taken: Count[] = [];
    const giveBack = () => Promise.all(taken.map(([tries, key]) => tries.giveBack([key])));
    for (const [tries, key] of counts) {
      const { seconds } = await tries.take([key]);
      if (seconds > 0) {
        await giveBack();
        c.header("Retry-After", String(seconds));
        return show(c, { kind: "limited" });
      }
      taken.push([tries, key]);
    }
    const page = await look().catch(async (error: unknown) => {
      await giveBack();
      throw error;
    });
    if (page.kind === "words" || (page.kind === "facts" && !page.wrong)) await giveBack();
    return show(c, page);
  }

  async function show(c: Context<HttpEnv>, page: TicketPage): Promise<Response> {
    const settings = await readSettings(sql);
    const language = replyLanguage("ticket" in page ? page.ticket.language : "other", settings.defaultLanguage);
    c.header("Cache-Control", "no-store");
    c.header("X-Robots-Tag", "noindex, nofollow");
    const status = page.kind === "facts" && page.wrong ? 403 : STATUS[page.kind];
    return c.html(renderTicketPage(page, { settings, language, now: clock.now() }), status);
  }
}

type Count = readonly [tries: Tries, key: string];

const addressKey = (c: Context<HttpEnv>) => `ticket page ${countedAddress(c.get("address"))}`;

/** @returns four ASCII digits, whatever script they were typed in; null for anything else */
async function digitsIn(c: Context<HttpEnv>): Promise<string | null> {
  // Anything but our own form reads as a form without digits.
  const given = new URLSearchParams(await c.req.text()).get("digits") ?? "";
  const typed = foldDigits(given).replace(/[\s\u200c\u200e\u200f-]/g, "");
  return /^\d{4}$/.test(typed) ? typed : null;
}
