import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Conversation } from "../../src/desk/conversation.ts";
import { prune } from "../../src/followup/prune.ts";
import { type HttpDesk, ORIGIN, openHttp, SERVICE } from "./app.ts";

const PNG = Buffer.from("89504e470d0a1a0a0000000d", "hex");
const MEDIA = { image: 1024, document: 1024 * 1024 } as const;

let http: HttpDesk;
let talk: Conversation;
beforeAll(async () => {
  http = await openHttp();
});
beforeEach(async () => {
  http.rows.room = { textChars: 60, media: MEDIA, quotes: true };
  talk = await http.rows.conversation();
});
afterAll(() => http.close());

interface Uploaded {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly error?: { readonly code: string };
}

async function upload(content: Uint8Array, name = "receipt.png", headers: Record<string, string> = {}) {
  const response = await http.app.request(`${ORIGIN}/api/v1/files`, {
    method: "POST",
    headers: {
      ...SERVICE,
      "content-type": "application/octet-stream",
      "x-file-name": encodeURIComponent(name),
      ...headers,
    },
    body: new Uint8Array(content),
  });
  return { status: response.status, body: (await response.json()) as Uploaded };
}
const say = (body: object, key?: string) =>
  http.ask(
    "POST",
    `/api/v1/conversations/${talk.id}/messages`,
    { agentId: "sara", ...body },
    {
      ...SERVICE,
      ...(key === undefined ? {} : { "idempotency-key": key }),
    },
  );
const parts = () => http.rows.sql`
  select part, parts, text, file_id from outbox where conversation_id = ${talk.id} order by id`;

describe("keeping a file", () => {
  it("believes its bytes, neither its name nor its declared type", async () => {
    const { status, body } = await upload(PNG, "../../رسید\u202e.html", { "content-type": "text/html" });
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: "image", mime: "image/png", name: "رسید.html", bytes: PNG.byteLength });
    const page = await upload(Buffer.from("<script>alert(1)</script>"), "photo.png", { "content-type": "image/png" });
    expect(page.body).toMatchObject({ kind: "document", mime: "application/octet-stream" });
  });

  it("happens once for a key, and refuses another file under it", async () => {
    const key = { "idempotency-key": "upload-1" };
    const [once, again] = [await upload(PNG, "a.png", key), await upload(PNG, "a.png", key)];
    expect(again.body).toEqual(once.body);
    const other = await upload(Buffer.from("other"), "a.png", key);
    expect([other.status, other.body.error?.code]).toEqual([409, "idempotency_conflict"]);
  });

  it("refuses an empty one and one that is too large", async () => {
    expect((await upload(Buffer.alloc(0))).status).toBe(400);
    expect((await upload(Buffer.alloc(20 * 1024 * 1024 + 1))).status).toBe(413);
  });

  it("ends after a day in which nobody sent it; what was sent stays", async () => {
    const [left, sent] = [await upload(PNG), await upload(PNG)];
    expect((await say({ files: [sent.body.id] })).status).toBe(201);
    const now = new Date(http.rows.clock.now().getTime() + 25 * 3_600_000);
    await prune({ sql: http.rows.sql, now });
    const ids = (await http.rows.sql<{ id: number }[]>`select id from files`).map(({ id }) => String(id));
    expect(ids).toContain(sent.body.id);
    expect(ids).not.toContain(left.body.id);
  });
});

describe("an agent's message with files", () => {
  it("goes out as one part with its words as the caption, and is read again as it was given", async () => {
    const file = await upload(PNG);
    const said = await say({ text: "your receipt", files: [file.body.id] });
    expect(said.body.message.attachments).toEqual([
      { id: "0", kind: "image", name: "receipt.png", heard: null, mime: "image/png", bytes: PNG.byteLength },
    ]);
    expect(await parts()).toMatchObject([{ part: 1, parts: 1, text: "your receipt", fileId: Number(file.body.id) }]);
    const got = await http.app.request(`${ORIGIN}/api/v1/attachments/${said.body.message.id}/0`, { headers: SERVICE });
    expect(Buffer.from(await got.arrayBuffer())).toEqual(PNG);
    expect(got.headers.get("content-type")).toBe("image/png");
    expect(got.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(got.headers.get("content-security-policy")).toMatch(/^sandbox/);
    expect(got.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("says words that do not fit below a file first, then each file", async () => {
    const [one, two] = [await upload(PNG), await upload(Buffer.from("%PDF-1.7"), "bill.pdf")];
    await say({ text: `${"long words ".repeat(10)}end`, files: [one.body.id, two.body.id] });
    const rows = await parts();
    expect(rows.map(({ fileId }) => fileId && String(fileId))).toEqual([null, null, one.body.id, two.body.id]);
    expect(rows.slice(2).map(({ text }) => text)).toEqual(["", ""]);
  });

  it("is said once for a key, and a file is sent once", async () => {
    const file = await upload(PNG);
    const [first, repeated] = [await say({ files: [file.body.id] }, "m1"), await say({ files: [file.body.id] }, "m1")];
    expect([first.status, repeated.status]).toEqual([201, 201]);
    expect(repeated.body).toEqual(first.body);
    const again = await say({ text: "the same file", files: [file.body.id] });
    expect([again.status, again.body.error.code]).toEqual([404, "not_found"]);
  });

  it("is refused whole where the channel carries no files, or none so large: nothing is said, nobody takes over", async () => {
    const [small, large] = [await upload(PNG), await upload(Buffer.alloc(1024 * 1024 + 1))];
    const refused = await say({ text: "see this", files: [large.body.id] });
    expect([refused.status, refused.body.error.code]).toEqual([409, "unsupported"]);
    http.rows.room = { textChars: 60 };
    const words = await say({ text: "see this", files: [small.body.id] });
    expect([words.status, words.body.error.code]).toEqual([409, "unsupported"]);
    expect(words.body.error.hint).not.toBe("");
    expect(await parts()).toEqual([]);
    expect(await http.rows.find(talk.id)).toMatchObject({ state: "bot", epoch: 1 });
  });

  it("needs words or a file", async () => {
    expect((await say({ text: "  " })).status).toBe(400);
    expect((await say({ files: [] })).status).toBe(400);
    expect((await say({ text: "x", files: ["99999999"] })).status).toBe(404);
  });
});

describe("an answer to one message", () => {
  it("names it", async () => {
    const [asked] = await http.rows.sql<{ id: number }[]>`select id from messages where conversation_id = ${talk.id}`;
    const said = await say({ text: "this one", replyTo: String(asked?.id) });
    expect(said.body.message.replyTo).toBe(String(asked?.id));
  });

  it("is refused for a message of somebody else, and where the channel cannot show it", async () => {
    const other = await http.rows.conversation();
    const [theirs] = await http.rows.sql<{ id: number }[]>`select id from messages where conversation_id = ${other.id}`;
    expect((await say({ text: "x", replyTo: String(theirs?.id) })).status).toBe(404);
    http.rows.room = { textChars: 60 };
    expect((await say({ text: "x", replyTo: String(theirs?.id) })).body.error.code).toBe("unsupported");
  });
});
