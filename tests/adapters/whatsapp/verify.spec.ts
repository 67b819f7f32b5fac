import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { whatsappAdapter } from "../../../adapters/whatsapp/index.ts";
import { verifySignature } from "../../../adapters/whatsapp/verify.ts";
import { TEST_APP } from "../../support/whatsapp-api.ts";
import { deliveryBody, signatureOf } from "../../support/whatsapp-feed.ts";
import { openWhatsApp, whatsappDeps } from "./open.ts";

const adapter = openWhatsApp();
const url = "https://desk.example.org/webhooks/whatsapp";
const body = Buffer.from(deliveryBody({ field: "messages", value: { note: "سلام 😀" } }));

const judge = (bytes: Uint8Array, signature: string | undefined) =>
  adapter.verify?.({ method: "POST", url, headers: { "x-hub-signature-256": signature }, body: bytes });

describe("a WhatsApp delivery", () => {
  it("is genuine when signed with the app secret over the bytes as they came", () => {
    expect(judge(body, signatureOf(body, TEST_APP.appSecret))).toEqual({ kind: "genuine" });
  });

  it("is forged once its JSON was written again, though it says the same", () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(again.equals(body)).toBe(false);
    expect(judge(again, signatureOf(body, TEST_APP.appSecret))).toMatchObject({ kind: "forged" });
  });

  it("is forged when signed with the access token or the verify token", () => {
    for (const secret of [TEST_APP.accessToken, TEST_APP.verifyToken]) {
      expect(judge(body, signatureOf(body, secret))).toMatchObject({ kind: "forged" });
    }
  });

  it("is refused with two thousand wrong signatures: changed in one place, of other bytes, of other lengths", () => {
    const right = signatureOf(body, TEST_APP.appSecret);
    const refused = Array.from({ length: 2000 }, (_, nth) => {
      const at = "sha256=".length + (nth % 64);
      const changed = `${right.slice(0, at)}${right[at] === "0" ? "1" : "0"}${right.slice(at + 1)}`;
      const others = [changed, signatureOf(randomBytes(20), TEST_APP.appSecret), right.slice(0, at), right + right];
      return judge(body, others[nth % others.length])?.kind;
    });
    expect(refused).toEqual(Array(2000).fill("forged"));
  });

  it("cannot be proved where no secret is known: not even by a signature with an empty key", () => {
    const request = { method: "POST", url, headers: { "x-hub-signature-256": signatureOf(body, "") }, body };
    expect(verifySignature(request, "")).toMatchObject({ kind: "forged" });
  });
});

describe("the handshake", () => {
  const ask = (query: Record<string, string>) =>
    adapter.handshake?.({
      method: "GET",
      url: `${url}?${new URLSearchParams(query)}`,
      headers: {},
      body: new Uint8Array(),
    });
  const right = { "hub.mode": "subscribe", "hub.verify_token": TEST_APP.verifyToken, "hub.challenge": "1158201444" };

  it("is answered with the bare challenge", () => {
    expect(ask(right)).toEqual({ status: 200, type: "text/plain", body: "1158201444" });
  });

  it("is refused with a wrong, empty or missing token, another mode, or without a challenge", () => {
    const { "hub.challenge": _, ...unchallenged } = right;
    const wrong = [
      { ...right, "hub.verify_token": "guess" },
      { ...right, "hub.verify_token": "" },
      { ...right, "hub.mode": "unsubscribe" },
      unchallenged,
      {},
    ];
    for (const query of wrong) expect(ask(query as Record<string, string>)).toMatchObject({ status: 403 });
  });

  it("shows nothing of what it was asked when it refuses", () => {
    const reply = ask({ ...right, "hub.verify_token": "guess", "hub.challenge": "<script>" });
    expect(JSON.stringify(reply)).not.toContain("script");
  });

  it("works behind an address of which only the path is known", () => {
    const request = { method: "GET", headers: {}, body: new Uint8Array() };
    const query = new URLSearchParams(right);
    expect(adapter.handshake?.({ ...request, url: `/webhooks/whatsapp?${query}` })).toMatchObject({ status: 200 });
  });
});

describe("a configuration", () => {
  it.each(["phoneNumberId", "accessToken", "appSecret", "verifyToken"] as const)("needs its %s", (key) => {
    const build = (value: string) => whatsappAdapter({ ...TEST_APP, [key]: value }, whatsappDeps([]));
    expect(build("")).toMatchObject({ ok: false, error: { message: expect.stringContaining("empty") } });
    const pasted = build(`${TEST_APP[key]}\n`);
    expect(pasted).toMatchObject({ ok: false, error: { hint: expect.stringMatching(/./) } });
    expect(JSON.stringify(pasted)).not.toContain(TEST_APP[key]);
  });

  it.each([
    { apiRoot: "graph.facebook.com" },
    { proxy: "127.0.0.1:8080" },
    { apiVersion: "25" },
    { reopenTemplate: { name: "", language: "fa" } },
    { reopenTemplate: { name: "desk_reopen", language: "" } },
  ])("is refused with %o", (part) => {
    expect(whatsappAdapter({ ...TEST_APP, ...part }, whatsappDeps([]))).toMatchObject({ ok: false });
  });

  it("offers to ask for a reopening only where the operator has a template for it", () => {
    expect(adapter.askToReopen).toBeUndefined();
    expect(openWhatsApp({ reopenTemplate: { name: "desk_reopen", language: "fa" } }).askToReopen).toBeTypeOf(
      "function",
    );
  });

  it("lets a reply follow for a day and edits nothing, as the platform does", () => {
    expect(adapter.limits).toMatchObject({ textChars: 4096, replyWindowMs: 86_400_000, media: { image: 5_242_880 } });
    expect([adapter.edit, adapter.listen, adapter.showDraft]).toEqual([undefined, undefined, undefined]);
  });
});
