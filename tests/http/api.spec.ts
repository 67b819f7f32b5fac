import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { makeCode } from "../../src/core/tracking-code.ts";
import * as shapes from "../../src/http/schemas.ts";
import { type HttpDesk, openHttp, SERVICE, WEBHOOK_SECRET } from "./app.ts";

let http: HttpDesk;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(() => http.close());

const get = async (path: string) => (await http.ask("GET", `/api/v1${path}`)).body;
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  http.ask("POST", `/api/v1${path}`, body, { ...SERVICE, ...headers });

const persian = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)));

/** Follows the cursors to the end. */
async function readAll(path: string): Promise<readonly { readonly id: string; readonly code: string }[]> {
  const items = [];
  let next: string | null = "";
  while (next !== null) {
    const page: { items: { id: string; code: string }[]; next: string | null } = await get(
      `${path}limit=3${next && `&cursor=${next}`}`,
    );
    items.push(...page.items);
    next = page.next;
  }
  return items;
}

describe("the document", () => {
  it("lists every route of the API, but the streams and files it cannot describe", async () => {
    const { paths } = await get("/openapi.json");
    const documented = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} /api/v1${path.replace(/\{(\w+)\}/g, ":$1")}`),
    );
    const served = http.app.routes
      .map(({ method, path }) => `${method} ${path}`)
      .filter((route) => /^[A-Z]+ \/api\/v1\//.test(route) && !/openapi|\/events$|\/attachments\//.test(route));
    expect(new Set(documented)).toEqual(new Set(served));
  });

  it("shows every answer as it really is", async () => {
    const talk = await http.rows.conversation();
    await http.rows.ticket(talk, "000000000");
    await post(`/conversations/${talk.id}/messages`, { text: "hello" });
    const fits = (shape: z.ZodType, value: unknown) => expect(shape.safeParse(value).error?.issues ?? []).toEqual([]);
    fits(shapes.page(shapes.conversation), await get("/conversations"));
    fits(shapes.conversation, await get(`/conversations/${talk.id}`));
    fits(shapes.page(shapes.message), await get(`/conversations/${talk.id}/messages`));
    fits(shapes.transition.array(), (await get(`/conversations/${talk.id}/transitions`)).items);
    fits(shapes.page(shapes.ticket), await get("/tickets"));
    fits(shapes.ticket, await get("/tickets/000000000"));
    fits(shapes.settings, await get("/settings"));
    fits(shapes.caller, (await get("/me")).agent);
    fits(shapes.errorBody, await get("/conversations/999999"));
  });
});

describe("pages", () => {
  it("go through all conversations without a gap or a repeat, newest first, even of one moment", async () => {
    for (let nth = 0; nth < 10; nth += 1) {
      await http.rows.conversation();
      if (nth % 4 === 3) http.rows.clock.advance(1);
    }
    const [count] = await http.rows.sql<{ all: number }[]>`select count(*)::int as all from conversations`;
    const ids = (await readAll("/conversations?")).map(({ id }) => Number(id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(count?.all ?? 0);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
  });

  it("go through all tickets the same way", async () => {
    for (let nth = 0; nth < 7; nth += 1) await http.rows.ticket(await http.rows.conversation(), `11111111${nth}`);
    const codes = (await readAll("/tickets?")).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThanOrEqual(7);
  });

  it("do not come again when something new comes in between", async () => {
    const first = await get("/conversations?limit=3");
    await http.rows.conversation();
    const second = await get(`/conversations?limit=3&cursor=${first.next}`);
    const ids = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(6);
  });

  it("of a thread go on after the last sequence", async () => {
    const { id } = await http.rows.conversation();
    await http.rows.sql`
      insert into messages (conversation_id, sequence, episode, author, text, epoch)
      select ${id}, nth, 1, 'customer', 'line ' || nth, 1 from generate_series(2, 450) nth`;
    const sequences = [];
    for (let next: string | null = "0"; next !== null; ) {
      const page: { items: { sequence: number }[]; next: string | null } = await get(
        `/conversations/${id}/messages?after=${next}`,
      );
      sequences.push(...page.items.map(({ sequence }) => sequence));
      next = page.next;
    }
    expect(sequences).toEqual(Array.from({ length: 450 }, (_, nth) => nth + 1));
  });

  it("are narrowed by state, thread and ticket, its code in any digits", async () => {
    const talk = await http.rows.conversation({ state: "queued" });
    await http.rows.ticket(talk, makeCode(12_345_678));
    const ids = async (query: string) =>
      (await get(`/conversations?${query}`)).items.map(({ id }: { id: string }) => Number(id));
    expect(await ids("state=queued")).toEqual([talk.id]);
    expect(await ids(`threadId=${talk.threadId}`)).toEqual([talk.id]);
    expect(await ids(`ticket=${encodeURIComponent(persian(makeCode(12_345_678)))}`)).toEqual([talk.id]);
    expect(await ids("ticket=000000001")).toEqual([]);
  });
});

it("the service token is told that it may do what an admin may, also once its agent is kept", async () => {
  const role = async () => (await get("/me")).agent.role;
  expect(await role()).toBe("admin");
  await post(`/conversations/${(await http.rows.conversation()).id}/messages`, { text: "hello" });
  expect(await http.rows.sql`select role from agents where id = 'api'`).toEqual([{ role: "agent" }]);
  expect(await role()).toBe("admin");
});

it("a conversation shows what runs, and of what does not how it ended: nothing paused, nothing twice", async () => {
  const { id } = await http.rows.conversation();
  const clocks = async (...made: readonly (readonly [kind: string, state: string])[]) => {
    for (const [kind, state] of made)
      await http.rows.sql`
        insert into clocks (conversation_id, kind, state, due_at) values (${id}, ${kind}, ${state}, now())`;
    const shown: readonly { kind: string; state: string }[] = (await get(`/conversations/${id}`)).clocks;
    return shown.map(({ kind, state }) => [kind, state]);
  };
  expect(await clocks(["first_response", "missed"], ["next_response", "paused"])).toEqual([
    ["first_response", "missed"],
  ]);
  expect(await clocks(["next_response", "met"], ["next_response", "running"], ["promise", "met"])).toEqual([
    ["next_response", "running"],
    ["first_response", "missed"],
    ["promise", "met"],
  ]);
  expect(await clocks(["promise", "running"], ["promise", "running"])).toHaveLength(4);
});

it("an agent's words lose what the database cannot hold, and nothing else", async () => {
  const talk = await http.rows.conversation();
  const said = await http.ask("POST", `/api/v1/conversations/${talk.id}/messages`, { text: " we\0 are \ud83d on it " });
  expect([said.status, said.body.message?.text]).toEqual([201, "we are \ufffd on it"]);
});

describe("an Idempotency-Key", () => {
  const path = async () => `/conversations/${(await http.rows.conversation()).id}/messages`;

  it("with the same body gets the same answer and has the words said once, also at the same moment", async () => {
    const to = await path();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post(to, { text: "hello" }, { "idempotency-key": "k1" })),
    );
    for (const { status, body } of answers) {
      expect(status).toBe(201);
      expect(body).toEqual(answers[0]?.body);
    }
    const { items } = await get(to);
    expect(items.filter(({ author }: { author: string }) => author === "agent")).toHaveLength(1);
  });

  it("with another body is a conflict, and nothing is said", async () => {
    const to = await path();
    await post(to, { text: "hello" }, { "idempotency-key": "k2" });
    const other = await post(to, { text: "good-bye" }, { "idempotency-key": "k2" });
    expect([other.status, other.body.error.code]).toEqual([409, "idempotency_conflict"]);
    expect((await get(to)).items).toHaveLength(2);
  });

  it("of a refused command is free for the next try", async () => {
    const to = await path();
    const key = { "idempotency-key": "k3" };
    expect((await post(to, { text: "hello", ifEpoch: 7 }, key)).body.error.code).toBe("stale_epoch");
    expect((await post(to, { text: "hello", ifEpoch: 1 }, key)).status).toBe(201);
  });
});

describe("a webhook", () => {
  const send = (events: readonly object[]) =>
    http.ask("POST", "/webhooks/memory", { events }, { "x-memory-secret": WEBHOOK_SECRET });
  const event = {
    id: "w1",
    type: "message",
    thread: "w",
    message: "m1",
    from: { id: "w" },
    text: "hello",
    at: "2026-11-22T10:00:00Z",
  };

  it("is answered when its messages are safe, each taken once however often it is delivered", async () => {
    for (let nth = 0; nth < 3; nth += 1)
      expect((await send([event, { ...event, id: "w2", message: "m2" }])).status).toBe(200);
    const { items } = await get("/conversations?threadId=w");
    expect(items[0].lastSequence).toBe(2);
  });

  it("that is verified and not of the channel is told so", async () => {
    const answer = await send([{ nothing: true }]);
    expect([answer.status, answer.body.error.code]).toEqual([400, "invalid"]);
  });
});
