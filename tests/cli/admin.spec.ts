import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admin } from "../../src/cli/admin.ts";
import type { RunningDesk } from "../../src/start.ts";
import { codeOf } from "../support/authenticator.ts";
import { ADMIN, deskOnFolder, type FolderDesk, post } from "./desk-on-folder.ts";

const NEW_PASSWORD = "another long password";

let folder: FolderDesk;
let desk: RunningDesk;

beforeAll(async () => {
  folder = deskOnFolder({ PUBLIC_URL: "https://desk.example.com" });
  desk = await folder.start();
});
afterAll(() => folder.close());

const run = (...words: string[]) =>
  admin(words, { config: folder.config, say: () => {}, signal: new AbortController().signal });

async function lines(...words: string[]): Promise<readonly string[]> {
  const answer = await run(...words);
  if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.hint}`);
  return answer.value;
}

/** @returns the cookie, or null where the desk does not let in */
async function signIn(password: string): Promise<string | null> {
  const answer = await post(desk.url, "/api/auth/sign-in/email", { email: ADMIN.email, password });
  return answer.status === 200 ? answer.cookie : null;
}

const isIn = async (cookie: string | null) =>
  (await fetch(`${desk.url}/api/v1/me`, { headers: { cookie: cookie ?? "" } })).status === 200;

async function linkTo(email: string): Promise<string> {
  const [link = ""] = await lines("reset", email);
  return link;
}

const tokenIn = (link: string) => new URL(link).searchParams.get("token");
const setPassword = (token: string | null, newPassword: string) =>
  post(desk.url, "/api/auth/reset-password", { token, newPassword });

describe("npm run admin, beside a running desk", () => {
  it("lists who can sign in, with their open sessions", async () => {
    const before = await lines("list");
    expect(before[0]).toBe("email\trole\tname\tsessions\tlast seen\tsecond factor");
    expect(before[1]).toMatch(/^sara@example\.com\tadmin\tsara\t0\t\tno$/);
    await signIn(ADMIN.password);
    expect((await lines("list"))[1]).toMatch(/^sara@example\.com\tadmin\tsara\t1\t\d{4}-/);
  });

  it("signs an agent out everywhere, at once", async () => {
    const cookie = await signIn(ADMIN.password);
    expect(await isIn(cookie)).toBe(true);
    expect((await lines("sessions", "end", "SARA@example.com"))[0]).toMatch(/^Ended [1-9]\d* session/);
    expect(await isIn(cookie)).toBe(false);
  });

  it("makes a link with which the agent sets a new password, once; every session ends", async () => {
    const cookie = await signIn(ADMIN.password);
    const link = await linkTo(ADMIN.email);
    expect(link).toMatch(/^https:\/\/desk\.example\.com\/reset\?token=[\w-]{32}$/);
    expect(await isIn(cookie)).toBe(true);

    expect((await setPassword(tokenIn(link), "short")).status).toBe(400);
    expect((await setPassword(tokenIn(link), NEW_PASSWORD)).status).toBe(200);
    expect(await isIn(cookie)).toBe(false);
    expect(await signIn(ADMIN.password)).toBe(null);
    expect(await isIn(await signIn(NEW_PASSWORD))).toBe(true);

    expect((await setPassword(tokenIn(link), ADMIN.password)).status).toBe(400);
    expect(await signIn(ADMIN.password)).toBe(null);
  });

  it("takes the second factor off with the link, says so, and writes both into the audit log", async () => {
    const password = NEW_PASSWORD;
    const signIn = await post(desk.url, "/api/auth/sign-in/email", { email: ADMIN.email, password });
    const ask = (path: string, body: object) =>
      fetch(`${desk.url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: desk.url, cookie: signIn.cookie ?? "" },
        body: JSON.stringify(body),
      });
    const begun = (await (await ask("/api/auth/two-factor/enable", { password })).json()) as { totpURI: string };
    expect((await ask("/api/auth/two-factor/verify-totp", { code: codeOf(begun.totpURI) })).status).toBe(200);
    expect((await lines("list"))[1]).toMatch(/\tyes$/);
    expect((await lines("reset", ADMIN.email)).at(-1)).toMatch(/second factor is off/);
    expect((await lines("reset", ADMIN.email)).at(-1)).toMatch(/no second factor/);
    expect((await lines("list"))[1]).toMatch(/\tno$/);
    const again = await post(desk.url, "/api/auth/sign-in/email", { email: ADMIN.email, password });
    const log = await fetch(`${desk.url}/api/v1/audit?limit=5`, { headers: { cookie: again.cookie ?? "" } });
    const { items } = (await log.json()) as { items: { action: string; actor: string }[] };
    expect(items.map(({ action, actor }) => `${actor === "operator" ? actor : "agent"} ${action}`)).toEqual([
      "agent sign_in.ok",
      "operator password.link",
      "operator two_factor.reset",
      "operator password.link",
      "agent two_factor.on",
    ]);
  });

  it("ends an older link with a newer one, and keeps neither readable in the database", async () => {
    const older = await linkTo(ADMIN.email);
    const newer = await linkTo(ADMIN.email);
    const kept = await folder.look(({ sql }) => sql`select * from verifications`);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(tokenIn(newer));
    expect((await setPassword(tokenIn(older), "a third long password")).status).toBe(400);
    expect((await setPassword(tokenIn(newer), NEW_PASSWORD)).status).toBe(200);
  });

  it("does not take a link after a day", async () => {
    const link = await linkTo(ADMIN.email);
    const [row] = await folder.look(
      ({ sql }) => sql<{ hours: number }[]>`
        select extract(epoch from expires_at - now())::int / 3600.0 as hours from verifications`,
    );
    expect(Number(row?.hours)).toBeCloseTo(24, 1);
    await folder.look(({ sql }) => sql`update verifications set expires_at = now() - interval '1 second'`);
    expect((await setPassword(tokenIn(link), "a third long password")).status).toBe(400);
  });

  it.each([
    ["reset", "nobody@example.com"],
    ["sessions", "end", "nobody@example.com"],
  ])("says so where nobody has that address: %s", async (...words) => {
    expect(await run(...words)).toMatchObject({ ok: false, error: { hint: expect.stringContaining("admin -- list") } });
  });

  it.each([[[]], [["reset"]], [["sessions", "start", "a@b.c"]], [["list", "all"]]])(
    "explains itself for %j",
    async (words) => {
      expect(await run(...words)).toMatchObject({ ok: false, error: { message: expect.stringMatching(/^Usage: /) } });
    },
  );
});
