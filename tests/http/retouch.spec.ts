import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type HttpDesk, openHttp } from "./app.ts";

let http: HttpDesk;
let conversation: number;
let question: number;
let said: number;
beforeAll(async () => {
  http = await openHttp();
});
beforeEach(async () => {
  ({ id: conversation } = await http.rows.conversation());
  const [asked] = await http.rows.sql<
    { id: number }[]
  >`select id from messages where conversation_id = ${conversation}`;
  question = asked?.id ?? 0;
  const path = `/api/v1/conversations/${conversation}/messages`;
  said = Number((await http.ask("POST", path, { agentId: "sara", text: "tomorow" })).body.message.id);
});
afterAll(() => http.close());

/** The message is with the customer, under this id. */
async function arrives(externalId = `ours-${said}`): Promise<void> {
  await http.rows.sql`update outbox set state = 'sent', external_id = ${externalId} where message_id = ${said}`;
  await http.rows.sql`update messages set delivery = 'sent', external_id = ${externalId} where id = ${said}`;
}
const edit = (text: string, agentId = "sara", id = said) =>
  http.ask("PATCH", `/api/v1/conversations/${conversation}/messages/${id}`, { agentId, text });
const react = (emoji: string, id = question) =>
  http.ask("PUT", `/api/v1/conversations/${conversation}/messages/${id}/reaction`, { emoji });
const stored = async (id: number) =>
  (await http.rows.sql`select text, edits, our_reaction from messages where id = ${id}`)[0];

describe("editing one's own message", () => {
  it("changes it with the customer and here, and keeps what stood there", async () => {
    await arrives("m-1");
    const answer = await edit("tomorrow");
    expect(answer.body.message).toMatchObject({ text: "tomorrow", editedAt: expect.any(String) });
    expect(http.memory.retouched.at(-1)).toMatchObject({ messageId: "m-1", text: "tomorrow" });
    expect(await stored(said)).toMatchObject({ text: "tomorrow", edits: ["tomorow"] });
    expect(http.rows.published.at(-1)).toBe(conversation);
  });

  it("waits until it is sent, and is its writer's alone", async () => {
    expect([(await edit("tomorrow")).status, (await stored(said))?.text]).toEqual([409, "tomorow"]);
    await arrives();
    expect((await edit("tomorrow", "reza")).status).toBe(403);
    expect((await edit("tomorrow", "sara", question)).status).toBe(403);
    expect((await edit("tomorrow", "sara", 99_999_999)).status).toBe(404);
    expect((await edit("  ")).status).toBe(400);
  });

  it.each([
    ["refused", { kind: "refused", why: null }, 409],
    ["unknown", { kind: "unknown", why: "no answer" }, 503],
    ["busy", { kind: "retry", afterMs: 1_000, why: "slow down" }, 503],
  ] as const)("that ends as %s leaves the words as they were and says what to do", async (_name, outcome, status) => {
    await arrives();
    http.memory.answerRetouch(outcome);
    const answer = await edit("tomorrow");
    expect([answer.status, answer.body.error.hint !== ""]).toEqual([status, true]);
    expect(await stored(said)).toMatchObject({ text: "tomorow", edits: [] });
  });
});

describe("reacting to a customer's message", () => {
  it("shows it to both, and takes it back", async () => {
    expect((await react("👍")).body.message).toMatchObject({ ourReaction: "👍" });
    expect(http.memory.retouched.at(-1)).toMatchObject({ text: "👍" });
    expect((await react("")).body.message).toMatchObject({ ourReaction: null });
  });

  it("takes an emoji and nothing else, on the customer's messages alone", async () => {
    for (const emoji of ["thanks", "<b>", "7"]) expect((await react(emoji)).status).toBe(400);
    await arrives();
    expect((await react("👍", said)).status).toBe(409);
  });
});

it("a channel that can do neither says so", async () => {
  const web = await http.ask("POST", "/api/chat/sessions", {}, {});
  const path = `/api/v1/conversations/${web.body.conversationId}/messages/1`;
  expect((await http.ask("PATCH", path, { text: "x" })).status).toBe(409);
  expect((await http.ask("PUT", `${path}/reaction`, { emoji: "👍" })).status).toBe(409);
});
