import { createHmac } from "node:crypto";
import type { RawReply, RawRequest, Verdict } from "../../src/ports/channel.ts";
import { verdictBySecret } from "../shared-secret.ts";

const SIGNATURE_HEADER = "x-hub-signature-256";

/**
 * Judges a delivery by its signature: HMAC-SHA256 of the bytes as they came, keyed with the app secret. The body must
 * not be parsed and written again before: Meta escapes non-ASCII letters, and the signature is over that writing.
 */
export function verifySignature(request: RawRequest, appSecret: string): Verdict {
  if (appSecret === "") return { kind: "forged", why: "no app secret is configured" };
  const expected = createHmac("sha256", appSecret).update(request.body).digest("hex");
  return verdictBySecret(request, SIGNATURE_HEADER, `sha256=${expected}`);
}

/** Answers the GET by which the platform asks, once, whether this address is ours: it carries no signature. */
export function answerHandshake(request: RawRequest, verifyToken: string): RawReply {
  const asked = new URL(request.url, "http://desk.invalid").searchParams;
  const token = asked.get("hub.verify_token") ?? undefined;
  const challenge = asked.get("hub.challenge");
  const shown: RawRequest = { ...request, headers: { token } };
  const proved = verdictBySecret(shown, "token", verifyToken).kind === "genuine";
  if (!proved || challenge === null || asked.get("hub.mode") !== "subscribe") {
    return { status: 403, type: "text/plain", body: "The verify token does not match." };
  }
  return { status: 200, type: "text/plain", body: challenge };
}
