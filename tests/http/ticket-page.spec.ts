import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Speaker } from "../../src/core/delivery.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { TICKET_STATUSES, type TicketStatus } from "../../src/core/ticket.ts";
import { makeCode } from "../../src/core/tracking-code.ts";
import type { Conversation } from "../../src/desk/conversation.ts";
import { say } from "../../src/desk/say.ts";
import { setTicketStatus } from "../../src/desk/tickets.ts";
import { type HttpDesk, LINKS, ORIGIN, openHttp } from "./app.ts";

const HOUR_MS = 3_600_000;
let http: HttpDesk;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(() => http.close());

interface Case {
  readonly code: string;
  readonly ticketId: number;
  readonly conversation: Conversation;
}

let made = 0;

/** A customer's ticket; they wrote from a phone whose number ends in 4821. */
async function aCase(language: "fa" | "ar" | "en" = "en", phone: string | null = "+989120004821"): Promise<Case> {
  const { rows } = http;
  const conversation = await rows.conversation();
  await rows.sql`update identities set phone = ${phone} where id = ${conversation.identityId}`;
  const code = makeCode(10_000_000 + ++made);
  const ticketId = await rows.ticket(conversation, code);
  await rows.sql`update tickets set language = ${language} where id = ${ticketId}`;
  return { code, ticketId, conversation };
}

/** We say something; it has gone out unless another state is told. */
async function says(
  { conversation }: Pick<Case, "conversation">,
  text: string,
  by: "bot" | "agent" | "system" = "bot",
  state = "sent",
) {
  const { rows } = http;
  const speaker: Speaker = by === "system" ? "notice" : by;
  const utterance = { author: by, kind: "text", speaker, text, agentId: by === "agent" ? "sara" : null } as const;
  const at = { now: rows.clock.advance(1_000), textChars: 4_000 };
  const { messageId } = await rows.sql.begin((tx) => say(tx, conversation, utterance, at));
  await rows.sql`update messages set delivery = ${state} where id = ${messageId}`;
}

let address = 0;
const freshAddress = () => `10.${(++address >> 8) & 255}.${address & 255}.1`;

async function look(path: string, { from = freshAddress(), digits }: { from?: string; digits?: string } = {}) {
  const body = digits === undefined ? {} : { method: "POST", body: new URLSearchParams({ digits }) };
  const response = await http.app.request(`${ORIGIN}/t/${path}`, body, {
    incoming: { socket: { remoteAddress: from } },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
const linkOf = (code: string): string => LINKS.to(code)?.slice(`${ORIGIN}/t/`.length) ?? "";

describe("whoever has the code of a ticket", () => {
  it("reads how it stands, since when, and by when the next word comes, and nothing of a person", async () => {
    const one = await aCase();
    const { rows } = http;
    await rows.sql`update contacts set name = 'Sara Ahmadi' where id = ${one.conversation.contactId}`;
    await says(one, "Your parcel leaves today.");
    const dueAt = new Date(rows.clock.now().getTime() + HOUR_MS);
    await rows.sql`insert into clocks (conversation_id, ticket_id, kind, due_at)
      values (${one.conversation.id}, ${one.ticketId}, 'promise', ${dueAt})`;
    const page = await look(one.code);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`Case ${one.code}`);
    expect(page.text).toContain("newly registered");
    expect(page.text).toMatch(/since today at \d\d:\d\d/);
    expect(page.text).toMatch(/no later than today at \d\d:\d\d/);
    expect(page.text).not.toMatch(/Sara|Ahmadi|my parcel has not come|leaves today|4821|91200/);
  });

  it.each(TICKET_STATUSES)("reads the status %s in words", async (status: TicketStatus) => {
    const one = await aCase();
    const now = http.rows.clock.advance(60_000);
    await http.rows.sql.begin((tx) => setTicketStatus(tx, one.ticketId, { status, actor: "sara", now }));
    const { text } = await look(one.code);
    const words = {
      new: "newly registered",
      open: "being followed up",
      waiting_customer: "waiting for your reply",
      waiting_internal: "being looked into on our side",
      resolved: "handled, waiting for your confirmation",
      closed: "closed",
    };
    expect(text).toContain(`<p class="status">${words[status]}</p>`);
    expect(text.includes("write to us again")).toBe(status === "closed");
  });

  it("may write it in any digits, and with spaces", async () => {
    const { code } = await aCase();
    const persian = code.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)));
    const arabic = code.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
    const grouped = code.replace(/(\d{3})(?=\d)/g, "$1 ");
    for (const typed of [persian, arabic, grouped]) {
      const page = await look(encodeURIComponent(typed));
      expect([page.status, page.text.includes(code)]).toEqual([200, true]);
    }
  });

  it("has a page that nobody keeps, finds by a search or puts into a frame, and that runs no script", async () => {
    const { headers, text } = await look((await aCase()).code);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-robots-tag")).toContain("noindex");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("content-security-policy")).toMatch(/frame-ancestors 'none'/);
    expect(text).not.toContain("<script");
  });
});

describe("the language of a ticket", () => {
  const cases = [
    ["fa", "rtl", "تازه ثبت شده", "چهار رقم آخر"],
    ["ar", "rtl", "مسجّل حديثاً", "آخر أربعة أرقام"],
    ["en", "ltr", "newly registered", "Last four digits"],
  ] as const;
  it.each(cases)("%s is the page's, written %s", async (language, direction, status, digits) => {
    const { code } = await aCase(language);
    const { text } = await look(code);
    expect(text).toContain(`<html lang="${language}" dir="${direction}">`);
    expect(text).toContain(status);
    expect(text).toContain(digits);
  });
});

describe("the customer", () => {
  it("opens it by the link of our message, and reads our last words whole, and none of their own", async () => {
    const one = await aCase();
    const whole = `We looked into it. ${"The courier was called again. ".repeat(40)}It comes tomorrow.`;
    await says(one, whole);
    const page = await look(linkOf(one.code));
    expect(page.status).toBe(200);
    expect(page.text).toContain(whole);
    expect(page.text).toContain("Automatic assistant");
    expect(page.text).not.toContain("my parcel has not come");
    expect(page.text).not.toContain("<form");
  });

  it("opens it with the last four digits of their phone, in any digits, and the way in does not stay in the address", async () => {
    const one = await aCase();
    await says(one, "It comes tomorrow.");
    for (const digits of ["4821", "۴۸۲۱", "٤٨٢١", " 48 21 "]) {
      const page = await look(one.code, { digits });
      expect([page.status, page.text.includes("It comes tomorrow.")]).toEqual([200, true]);
      expect(page.headers.get("location")).toBeNull();
      expect(page.headers.get("set-cookie")).toBeNull();
    }
  });

  it("reads the latest first and five before it", async () => {
    const one = await aCase();
    for (let nth = 1; nth <= 8; nth += 1) await says(one, `message ${nth}.`);
    const { text } = await look(linkOf(one.code));
    expect(text.match(/message \d\./g)).toEqual([8, 7, 6, 5, 4, 3].map((nth) => `message ${nth}.`));
  });

  it("does not read what never went out, nor what was said about a later ticket", async () => {
    const one = await aCase();
    await says(one, "what they read", "bot", "delivered");
    for (const state of ["pending", "suppressed", "failed"]) await says(one, `is ${state}`, "bot", state);
    http.rows.clock.advance(HOUR_MS);
    await http.rows.ticket(one.conversation, makeCode(10_000_000 + ++made));
    await says(one, "about another matter");
    const { text } = await look(linkOf(one.code));
    expect(text).toContain("what they read");
    expect(text).not.toMatch(/is (pending|suppressed|failed)|another matter/);
  });

  it("reads an agent's name only where the desk shows names", async () => {
    const { sql } = http.rows;
    await sql`insert into agents (id, name, email) values ('sara', 'Sara Karimi', 'sara@desk.test')`;
    const one = await aCase();
    await says(one, "I called the courier.", "agent");
    expect((await look(linkOf(one.code))).text).toContain("Sara Karimi");
    await http.rows.settings({ ...DEFAULT_SETTINGS, showAgentNames: false });
    const hidden = (await look(linkOf(one.code))).text;
    await http.rows.settings(DEFAULT_SETTINGS);
    expect(hidden).not.toContain("Karimi");
    expect(hidden).toContain("A colleague");
  });

  it("finds a card, an account and a phone number covered, and the page says so", async () => {
    const one = await aCase();
    const [card, phone] = ["6037 9911 1111 1112", "09121234567"];
    await says(one, `We refund card ${card}. The courier calls ${phone}. Your order is 48217.`);
    const { text } = await look(linkOf(one.code));
    for (const secret of [card, phone]) expect(text).not.toContain(secret);
    expect(text).toContain("●●●● ●●●● ●●●● ●●●●");
    expect(text).toContain("●●●●●●●●●●●");
    expect(text).toContain("48217");
    expect(text).toContain("are covered");
  });

  it("reads words as words, whatever stands in them", async () => {
    const one = await aCase();
    await says(one, `<script>alert("1")</script> & <b>done</b>`);
    const { text } = await look(linkOf(one.code));
    expect(text).toContain("&lt;script&gt;");
    expect(text).not.toContain("<script");
  });

  it("is told so where we have not written yet, and is asked for no digits where no phone is known", async () => {
    const one = await aCase("en", null);
    expect((await look(linkOf(one.code))).text).toContain("We have not written to you");
    const page = await look(one.code);
    expect(page.text).not.toContain("<form");
    expect((await look(one.code, { digits: "4821" })).status).toBe(403);
  });
});

describe("guessing", () => {
  const unknownCode = (nth: number) => makeCode(90_000_000 + nth);

  it("finds nothing: an unknown code, nine digits that are none and any other text have one page", async () => {
    const pages = await Promise.all([unknownCode(1), "123456789", "%00", "hello", "%ff"].map((path) => look(path)));
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
    expect(pages[0]?.text).toContain("۹ رقم");
  });

  it("a pass opens nothing: not another ticket's, nor a shortened one", async () => {
    const [one, other] = [await aCase(), await aCase()];
    await says(one, "only for its customer");
    const pass = linkOf(other.code).split("k=")[1] ?? "";
    for (const wrong of [pass, pass.slice(1), "", `${linkOf(one.code).split("k=")[1]}x`]) {
      const page = await look(`${one.code}?k=${wrong}`);
      expect([page.status, page.text.includes("only for its customer")]).toEqual([200, false]);
    }
  });

  it("codes from one address ends after five an hour, also with a right one; the way in of our message stays open", async () => {
    const one = await aCase();
    const from = freshAddress();
    for (let nth = 0; nth < 5; nth += 1) expect((await look(unknownCode(nth), { from })).status).toBe(404);
    const stopped = await look(one.code, { from });
    expect([stopped.status, stopped.headers.get("retry-after")]).toEqual([429, "3600"]);
    expect(stopped.text).not.toContain(one.code);
    expect(stopped.text).toContain("تا یک ساعت");
    expect((await look(one.code, { from, digits: "4821" })).status).toBe(429);
    expect((await look(linkOf(one.code), { from })).status).toBe(200);
    expect((await look(one.code)).status).toBe(200);
    http.rows.clock.advance(HOUR_MS);
    expect((await look(one.code, { from })).status).toBe(200);
  });

  it("digits of one ticket ends after ten an hour from wherever they come, and says nothing of a right one", async () => {
    const one = await aCase();
    await says(one, "only for its customer");
    const wrong = Array.from({ length: 10 }, (_, nth) => look(one.code, { digits: `100${nth}` }));
    const pages = await Promise.all(wrong);
    expect(pages.map(({ status }) => status)).toEqual(Array(10).fill(403));
    expect(pages[0]?.text).toContain("do not fit");
    const stopped = await look(one.code, { digits: "4821" });
    expect([stopped.status, stopped.text.includes("only for its customer")]).toEqual([429, false]);
    expect((await look(one.code)).status).toBe(200);
    http.rows.clock.advance(HOUR_MS);
    expect((await look(one.code, { digits: "4821" })).status).toBe(200);
  });

  it("at once finds room for no more than one after another would", async () => {
    const from = freshAddress();
    const pages = await Promise.all(Array.from({ length: 12 }, (_, nth) => look(unknownCode(nth), { from })));
    expect(pages.filter(({ status }) => status === 404)).toHaveLength(5);
  });

  it("takes nothing from those who are right, who may share an address", async () => {
    const one = await aCase();
    const from = freshAddress();
    for (let nth = 0; nth < 8; nth += 1) expect((await look(one.code, { from, digits: "4821" })).status).toBe(200);
    for (let nth = 0; nth < 8; nth += 1) expect((await look(one.code, { from })).status).toBe(200);
  });

  it("is not helped by strange forms: they are wrong digits", async () => {
    const { code } = await aCase();
    for (const digits of ["", "48211", "+989120004821", "4821' or '1'='1", "%"]) {
      expect((await look(code, { digits })).status).toBe(403);
    }
    const type = "multipart/form-data; boundary=x";
    const broken = await http.app.request(`${ORIGIN}/t/${code}`, {
      method: "POST",
      headers: { "content-type": type },
      body: "not a form",
    });
    expect(broken.status).toBe(403);
    expect(http.errors).toEqual([]);
  });
});
