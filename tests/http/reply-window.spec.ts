import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type HttpDesk, openHttp, SERVICE } from "./app.ts";

const HOUR_MS = 3_600_000;
const LIMITS = { textChars: 4_000, attachmentBytes: 0, replyWindowMs: 24 * HOUR_MS };

let http: HttpDesk;
/** The same kind of platform, where the operator has set no template. */
let without: HttpDesk;
beforeAll(async () => {
  http = await openHttp({ channel: { limits: LIMITS, askToReopen: async () => ({ kind: "sent", id: "template-1" }) } });
  without = await openHttp({ channel: { limits: LIMITS } });
});
afterAll(() => Promise.all([http.close(), without.close()]));

const read = async (id: number, desk = http) => (await desk.ask("GET", `/api/v1/conversations/${id}`)).body;
const ask = (id: number, { desk = http, key }: { desk?: HttpDesk; key?: string } = {}): Promise<Answer> => {
  const headers = { ...SERVICE, ...(key !== undefined && { "idempotency-key": key }) };
  return desk.ask("POST", `/api/v1/conversations/${id}/ask-to-reopen`, {}, headers);
};
/** A customer who wrote, and then not for a while. */
async function silentFor(hours: number, { rows } = http) {
  const conversation = await rows.conversation();
  rows.clock.advance(hours * HOUR_MS);
  return conversation;
}
const queued = (id: number, { rows } = http) =>
  rows.sql`select speaker, state from outbox where conversation_id = ${id}`;

describe("the time in which a customer can be written to", () => {
  it("ends a day after their last message, and is told with the conversation wherever it is told", async () => {
    const { id, threadId } = await http.rows.conversation();
    const from = http.rows.clock.now().getTime();
    const window = { closesAt: new Date(from + 24 * HOUR_MS).toISOString(), canAsk: true };
    const listed = await http.ask("GET", `/api/v1/conversations?threadId=${threadId}`);
    const inbox = await http.ask("GET", "/api/v1/inbox?view=all");
    const inInbox = inbox.body.items.find((item: { id: string }) => item.id === String(id));
    expect([(await read(id)).window, listed.body.items[0].window, inInbox.window]).toEqual([window, window, window]);

    http.rows.clock.advance(HOUR_MS);
    await http.rows.hears({ threadId });
    expect((await read(id)).window.closesAt).toBe(new Date(from + 25 * HOUR_MS).toISOString());
  });

  it("is null where the channel has no such time", async () => {
    const free = await openHttp();
    const { id } = await free.rows.conversation();
    expect((await read(id, free)).window).toBeNull();
    await free.close();
  });
});

describe("asking a customer to write again", () => {
  it("stands in the thread as a notice and waits to be sent; the owner stays", async () => {
    const { id, epoch } = await silentFor(25);
    const { status, body } = await ask(id);
    expect(status).toBe(200);
    expect(body.message).toMatchObject({ author: "system", kind: "notice", delivery: "pending" });
    expect(body.conversation).toMatchObject({ state: "bot", epoch });
    expect(await queued(id)).toEqual([{ speaker: "reopening", state: "pending" }]);
    const thread = await http.ask("GET", `/api/v1/conversations/${id}/messages`);
    expect(thread.body.items.at(-1)).toEqual(body.message);
  });

  it("happens once, however often the same request comes", async () => {
    const { id } = await silentFor(25);
    const [first, again] = [await ask(id, { key: "once" }), await ask(id, { key: "once" })];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect(await queued(id)).toHaveLength(1);
  });

  it("is refused while the customer can be written to", async () => {
    const { id } = await silentFor(23);
    const { status, body } = await ask(id);
    expect(status).toBe(409);
    expect(body.error).toMatchObject({ code: "conflict", hint: expect.stringMatching(/as they are/) });
    expect(await queued(id)).toEqual([]);
  });

  it("is refused where it was done within a day, unless that failed", async () => {
    const { id } = await silentFor(25);
    await ask(id);
    expect(await ask(id)).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
    await http.rows.sql`update messages set delivery = 'failed' where conversation_id = ${id} and author = 'system'`;
    expect((await ask(id)).status).toBe(200);
    http.rows.clock.advance(24 * HOUR_MS);
    expect((await ask(id)).status).toBe(200);
  });

  it("is refused where the operator has no template, with what to do", async () => {
    const { id } = await silentFor(25, without);
    expect((await read(id, without)).window).toMatchObject({ canAsk: false });
    const { status, body } = await ask(id, { desk: without });
    expect(status).toBe(409);
    expect(body.error).toMatchObject({ code: "unsupported", hint: expect.stringMatching(/template/) });
  });

  it("is refused to whoever is not signed in, and of a conversation that is none", async () => {
    const { id } = await silentFor(25);
    expect((await http.ask("POST", `/api/v1/conversations/${id}/ask-to-reopen`, {}, {})).status).toBe(401);
    expect((await ask(999_999)).status).toBe(404);
  });
});

it("shows the agent what a customer put on a message", async () => {
  const { id } = await http.rows.conversation();
  await http.rows.sql`update messages set reaction = '👍' where conversation_id = ${id}`;
  const { body } = await http.ask("GET", `/api/v1/conversations/${id}/messages`);
  expect(body.items[0].reaction).toBe("👍");
});
