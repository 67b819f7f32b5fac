import { createHash, timingSafeEqual } from "node:crypto";
import type { RawRequest, Verdict } from "../src/ports/channel.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/**
 * Compares in constant time: both sides are hashed first, so that neither the length nor the first differing character
 * shows in the time taken.
 */
export function sameSecret(presented: string, secret: string): boolean {
  return timingSafeEqual(digest(presented), digest(secret));
}

/**
 * Judges a request by a secret it carries in a header. Fails closed: an empty secret matches nothing.
 * @param header lower-case name
 */
export function verdictBySecret(request: RawRequest, header: string, secret: string): Verdict {
  const presented = request.headers[header];
  if (secret === "") return { kind: "forged", why: "no secret is configured" };
  if (presented === undefined) return { kind: "forged", why: `header ${header} is missing` };
  if (!sameSecret(presented, secret)) return { kind: "forged", why: `header ${header} is wrong` };
  return { kind: "genuine" };
}
