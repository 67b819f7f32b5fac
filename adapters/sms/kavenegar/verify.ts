import type { RawRequest, Verdict } from "../../../src/ports/channel.ts";
import { sameSecret } from "../../shared-secret.ts";

/**
 * Judges a request by the secret in its URL: Kavenegar signs nothing. Fails closed, in constant time; a secret that
 * stands there twice is no proof.
 */
export function verdictByUrl({ url }: RawRequest, secret: string): Verdict {
  const start = url.indexOf("?");
  const [presented, ...more] = new URLSearchParams(start === -1 ? "" : url.slice(start)).getAll("secret");
  if (secret === "") return { kind: "forged", why: "no secret is configured" };
  if (presented === undefined) return { kind: "forged", why: "the URL carries no secret" };
  if (more.length > 0 || !sameSecret(presented, secret)) {
    return { kind: "forged", why: "the URL carries a wrong secret" };
  }
  return { kind: "genuine" };
}
