import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type HttpDesk, ORIGIN, openHttp } from "./app.ts";

const MESSAGES = 431;
let http: HttpDesk;
let conversationId: number;
let headers: Record<string, string>;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(() => http.close());
beforeEach(async () => {
  const { body } = await http.ask("POST", "/api/chat/sessions", {}, {});
  conversationId = Number(body.conversationId);
  headers = { authorization: `Bearer ${body.token}` };
  await write(1, MESSAGES);
});

/** A long conversation, all of it delivered. */
async function write(from: number, to: number) {
  await http.rows.sql`
    insert into messages (conversation_id, sequence, episode, author, kind, text, epoch, delivery)
    select ${conversationId}, n, 1, 'system', 'notice', 'message ' || n, 0, 'sent'
    from generate_series(${from}::int, ${to}::int) n`;
}
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** The sequences a stream says, up to and with one of them. Then it is left. */
async function streamed(last: number, afterFirst: () => Promise<void> = async () => {}) {
  const response = await http.app.request(`${ORIGIN}/api/chat/events`, { headers });
  const seen: number[] = [];
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("id: ")) continue;
      seen.push(Number(line.slice(4)));
      if (seen.length === 1) await afterFirst();
    }
    if (seen.includes(last)) break;
  }
  return seen;
}

describe("a long chat", () => {
  it("is read page by page, and the last page says that it is the last", async () => {
    const seen: number[] = [];
    let next: string | null = "0";
    for (let pages = 0; next !== null && pages < 9; pages += 1) {
      const { body } = await http.ask("GET", `/api/chat/messages?after=${next}`, undefined, headers);
      seen.push(...body.items.map((message: { sequence: number }) => message.sequence));
      next = body.next;
    }
    expect(seen).toEqual(upTo(MESSAGES));
    expect(next).toBeNull();
  });

  it("has no next page while what comes next is still on its way", async () => {
    await http.rows.sql`
      update messages set delivery = 'pending' where conversation_id = ${conversationId} and sequence = 150`;
    const { body } = await http.ask("GET", "/api/chat/messages", undefined, headers);
    expect([body.items.length, body.next]).toEqual([149, null]);
  });

  it("goes on after a page of which nothing was sent", async () => {
    await http.rows.sql`
      update messages set delivery = 'suppressed' where conversation_id = ${conversationId} and sequence <= 200`;
    const { body } = await http.ask("GET", "/api/chat/messages", undefined, headers);
    expect(body).toEqual({ items: [], next: "200" });
    expect((await streamed(MESSAGES))[0]).toBe(201);
  });

  it("is streamed to its end at once", async () => {
    expect(await streamed(MESSAGES)).toEqual(upTo(MESSAGES));
  });

  it("is streamed without a gap and nothing twice, also where news comes while it is read", async () => {
    const news = async () => {
      await write(MESSAGES + 1, MESSAGES + 9);
      // The stream hears it as we do, while most of the chat is still to be read.
      const heard = new Promise((resolve) => http.hub.subscribe(resolve));
      http.hub.changed(conversationId);
      await heard;
    };
    expect(await streamed(MESSAGES + 9, news)).toEqual(upTo(MESSAGES + 9));
  });
});
