import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { draft, page } from "../../src/http/schemas.ts";
import { type HttpDesk, openHttp } from "./app.ts";

let http: HttpDesk;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(() => http.close());

const ids = (answer: { readonly body: { readonly items: readonly { readonly id: string }[] } }) =>
  answer.body.items.map(({ id }) => Number(id));

async function aDraft(kind: "review" | "proposal", state: string): Promise<{ id: number; conversationId: number }> {
  const { id: conversationId } = await http.rows.conversation();
  const [row] = await http.rows.sql<{ id: number }[]>`
    insert into drafts (conversation_id, kind, state, text, epoch) values (${conversationId}, ${kind}, ${state}, 'words', 1)
    returning id`;
  return { id: row?.id ?? 0, conversationId };
}

describe("the drafts", () => {
  it("are listed newest first, by kind and state, a page at a time", async () => {
    const review = await aDraft("review", "expired");
    const first = await aDraft("proposal", "sent");
    const second = await aDraft("proposal", "sent");
    const all = await http.ask("GET", "/api/v1/drafts");
    expect(ids(all)).toEqual([second.id, first.id, review.id]);
    expect(page(draft).safeParse(all.body).error?.issues ?? []).toEqual([]);
    expect(ids(await http.ask("GET", "/api/v1/drafts?kind=review&state=expired"))).toEqual([review.id]);
    expect(ids(await http.ask("GET", "/api/v1/drafts?state=pending"))).toEqual([]);

    const one = await http.ask("GET", "/api/v1/drafts?kind=proposal&limit=1");
    expect(ids(one)).toEqual([second.id]);
    const next = await http.ask("GET", `/api/v1/drafts?kind=proposal&limit=1&cursor=${one.body.next}`);
    expect(ids(next)).toEqual([first.id]);
    expect(next.body.next).toBeNull();
  });

  it("of one conversation are found there and nowhere else", async () => {
    const waits = await aDraft("proposal", "pending");
    const other = await aDraft("proposal", "rejected");
    const at = (id: number) => http.ask("GET", `/api/v1/conversations/${id}/draft`);
    expect((await at(waits.conversationId)).body).toMatchObject({ id: String(waits.id), outdated: false });
    expect((await at(other.conversationId)).status).toBe(404);
    expect((await at(999_999)).body.error.code).toBe("not_found");
  });

  it.each([
    ["GET", "/api/v1/drafts?state=lost", undefined, 400, "invalid"],
    ["GET", "/api/v1/drafts?kind=letter", undefined, 400, "invalid"],
    ["GET", "/api/v1/drafts?cursor=zzz", undefined, 400, "invalid"],
    ["POST", "/api/v1/conversations/999999/draft/approve", {}, 404, "not_found"],
    ["POST", "/api/v1/conversations/999999/draft/reject", { take: true }, 404, "not_found"],
    ["POST", "/api/v1/conversations/1/draft/edit", {}, 400, "invalid"],
    ["POST", "/api/v1/conversations/1/draft/edit", { text: "  " }, 400, "invalid"],
    ["POST", "/api/v1/conversations/1/draft/reject", { reason: "a\0b" }, 400, "invalid"],
    ["PATCH", "/api/v1/contacts/999999", { vip: true }, 404, "not_found"],
    ["PATCH", "/api/v1/contacts/1", { vip: "yes" }, 400, "invalid"],
    ["PATCH", "/api/v1/contacts/1", { name: "x", vip: true }, 400, "invalid"],
  ])("%s %s with %j is refused", async (method, path, body, status, code) => {
    await http.rows.conversation();
    const answer = await http.ask(method, path, body);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it("are not decided about where none waits", async () => {
    const { id } = await http.rows.conversation();
    for (const verb of ["approve", "reject"]) {
      const answer = await http.ask("POST", `/api/v1/conversations/${id}/draft/${verb}`, {});
      expect([answer.status, answer.body.error.code]).toEqual([409, "illegal_transition"]);
    }
  });
});

describe("a contact a person looks after", () => {
  it("is marked and unmarked; who did it is written down, once", async () => {
    const { id, contactId } = await http.rows.conversation();
    const mark = (vip: boolean) => http.ask("PATCH", `/api/v1/contacts/${contactId}`, { vip });
    expect((await mark(true)).body).toMatchObject({ id: String(contactId), vip: true });
    await mark(true);
    expect((await http.ask("GET", `/api/v1/conversations/${id}`)).body.contact.vip).toBe(true);
    await mark(false);
    const { body } = await http.ask("GET", "/api/v1/audit?action=contact");
    const mine = body.items.filter(({ subject }: { subject: string }) => subject === String(contactId));
    expect(mine.map(({ detail }: { detail: object }) => detail)).toEqual([{ vip: false }, { vip: true }]);
  });
});
