import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFirstLink } from "../../src/http/auth.ts";
import { codeOf } from "../support/authenticator.ts";
import { type HttpDesk, openHttp } from "./app.ts";
import { type BrowserAgent, browserOf, PASSWORD } from "./browser-agent.ts";

let http: HttpDesk;
let sara: BrowserAgent;
beforeAll(async () => {
  http = await openHttp();
  sara = browserOf(http, "sara@desk.test", { address: "10.3.0.1" });
});
afterAll(() => http.close());

interface Entry {
  readonly id: string;
  readonly action: string;
  readonly actorName: string | null;
  readonly subjectName: string | null;
  readonly detail: Record<string, unknown>;
  readonly address: string | null;
}
const read = async (query = ""): Promise<readonly Entry[]> =>
  (await sara.ask("GET", `/api/v1/audit${query}`)).body.items;
const setUp = (browser: BrowserAgent, token: string, name: string) =>
  browser.ask("POST", "/api/v1/setup", { token, name, email: browser.email, password: PASSWORD });
const line = ({ action, actorName, subjectName, detail }: Entry) => [action, actorName, subjectName, detail];

describe("the audit log", () => {
  it("has all that is done to accounts, settings and sessions, by whom and from where", async () => {
    await setUp(sara, (await makeFirstLink(http.rows.sql, http.rows.clock.now())) ?? "", "Sara");
    const { path } = (await sara.ask("POST", "/api/v1/invitations", { role: "agent" })).body;
    const reza = browserOf(http, "reza@desk.test", { address: "10.3.0.2" });
    const made = await setUp(reza, String(path).split("token=")[1] ?? "", "Reza");
    const { address } = await reza.setUp();
    await reza.ask("POST", "/api/auth/sign-out", {});
    await reza.signIn("a wrong password");
    await reza.signIn();
    await reza.give(codeOf(address, 1));
    const kept = (await sara.ask("GET", "/api/v1/settings")).body;
    const settings = { ...kept, organisation: "Sepid", firstReplyMinutes: 20 };
    await sara.ask("PUT", "/api/v1/settings", settings);
    await sara.ask("PUT", "/api/v1/settings", settings);
    await reza.ask("POST", "/api/auth/two-factor/generate-backup-codes", { password: PASSWORD });
    await reza.ask("POST", "/api/auth/two-factor/disable", { password: PASSWORD });
    await reza.ask("POST", "/api/auth/change-password", { currentPassword: PASSWORD, newPassword: `${PASSWORD}!` });
    await reza.ask("DELETE", "/api/v1/me/sessions");
    await sara.ask("PATCH", "/api/v1/me", { name: " Sara Ahmadi " });
    await sara.ask("PATCH", "/api/v1/me", { name: "Sara Ahmadi" });
    await sara.ask("PATCH", "/api/v1/me", { name: "Sara" });
    await sara.ask("PUT", `/api/v1/agents/${made.body.agentId}`, { role: "admin", active: false });

    const all = (await read()).toReversed();
    expect(all.map(line)).toEqual([
      ["channel.added", null, null, { channel: "memory", name: "test" }],
      ["channel.added", null, null, { channel: "web", name: "web" }],
      ["agent.added", "Sara", "Sara", { role: "admin" }],
      ["sign_in.ok", "Sara", null, { with: "link" }],
      ["invitation.made", "Sara", null, { role: "agent" }],
      ["agent.added", "Reza", "Reza", { role: "agent" }],
      ["sign_in.ok", "Reza", null, { with: "link" }],
      ["two_factor.on", "Reza", null, { with: "code" }],
      ["sign_out", "Reza", null, {}],
      ["sign_in.failed", null, "Reza", { with: "password" }],
      ["sign_in.ok", "Reza", null, { with: "code" }],
      ["settings.changed", "Sara", null, { fields: expect.arrayContaining(["organisation", "firstReplyMinutes"]) }],
      ["two_factor.codes", "Reza", null, {}],
      ["two_factor.off", "Reza", null, {}],
      ["password.changed", "Reza", null, {}],
      ["sessions.ended", "Reza", null, { ended: 0, which: "others" }],
      ["agent.renamed", "Sara", null, { oldName: "Sara", newName: "Sara Ahmadi" }],
      ["agent.renamed", "Sara", null, { oldName: "Sara Ahmadi", newName: "Sara" }],
      ["agent.role", "Sara", "Reza", { from: "agent", to: "admin" }],
      ["agent.deactivated", "Sara", "Reza", {}],
    ]);
    for (const entry of all.slice(2)) {
      expect(entry.address).toBe(entry.actorName === "Sara" ? "10.3.0.1" : "10.3.0.2");
      expect(entry).toHaveProperty("requestId", expect.stringMatching(/^[\da-f-]{36}$/));
    }
  });

  it("holds no password, no code, no token and no words of a customer", async () => {
    await http.rows.hears({ text: "my card is 6037 9911 1111 1111" });
    const kept = JSON.stringify(await http.rows.sql`select * from audit_log`);
    for (const secret of [PASSWORD, "a wrong password", "Sepid", "6037", "token", ...sara.cookies.values()])
      expect(kept).not.toContain(secret);
  });

  it("is read page by page and by what or whom it is about", async () => {
    const all = await read();
    const first = (await sara.ask("GET", "/api/v1/audit?limit=10")).body;
    expect(first.items).toEqual(all.slice(0, 10));
    const second = (await sara.ask("GET", `/api/v1/audit?limit=10&cursor=${first.next}`)).body;
    expect([second.items, second.next]).toEqual([all.slice(10), null]);
    expect((await read("?action=sign_in")).map(({ action }) => action)).toEqual([
      "sign_in.ok",
      "sign_in.failed",
      "sign_in.ok",
      "sign_in.ok",
    ]);
    expect((await read("?action=sign_in.failed")).map(line)).toEqual([
      ["sign_in.failed", null, "Reza", { with: "password" }],
    ]);
    const [reza] = await http.rows.sql<{ id: string }[]>`select id from agents where name = 'Reza'`;
    expect(
      new Set((await read(`?agent=${reza?.id}`)).flatMap(({ actorName, subjectName }) => [actorName, subjectName])),
    ).toEqual(new Set(["Reza", "Sara", null]));
    expect((await sara.ask("GET", "/api/v1/audit?action=everything")).status).toBe(400);
    expect((await sara.ask("GET", "/api/v1/audit?cursor=x")).status).toBe(400);
  });

  it("cannot be changed or shortened, not even by hand", async () => {
    const { sql } = http.rows;
    await expect(sql`update audit_log set actor = null`).rejects.toThrow("append-only");
    await expect(sql`delete from audit_log`).rejects.toThrow("append-only");
  });

  it("is written with what it records, or neither is", async () => {
    const { sql } = http.rows;
    await sql`alter table audit_log add constraint full_now check (id < 0) not valid`;
    const count = async () => (await sql`select from setup_links`).length;
    const links = await count();
    expect((await sara.ask("POST", "/api/v1/invitations", {})).status).toBe(500);
    expect((await sara.ask("PUT", "/api/v1/settings", { organisation: "Other" })).status).toBe(500);
    await sql`alter table audit_log drop constraint full_now`;
    expect([await count(), (await sara.ask("GET", "/api/v1/settings")).body.organisation]).toEqual([links, "Sepid"]);
  });
});
