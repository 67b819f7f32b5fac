import { expect } from "vitest";
import type { RawRequest } from "../../../src/ports/channel.ts";
import { given, type PromiseCheck } from "./case.ts";

/** The request with another proof; undefined: with none. A proof is a header, or `?name` of a parameter in the URL. */
function provedBy(request: RawRequest, proof: string, value: string | undefined): RawRequest {
  if (!proof.startsWith("?")) return { ...request, headers: { ...request.headers, [proof]: value } };
  const url = new URL(request.url);
  if (value === undefined) url.searchParams.delete(proof.slice(1));
  else url.searchParams.set(proof.slice(1), value);
  return { ...request, url: url.href };
}

const proofIn = ({ headers, url }: RawRequest, proof: string): string =>
  (proof.startsWith("?") ? new URL(url).searchParams.get(proof.slice(1)) : headers[proof]) ?? "";

/** Who is believed. */
export const PROVING = {
  "accepts a request that proves itself": async ({ adapter }, { bodies, genuine }) => {
    expect(adapter.verify?.(genuine(bodies.message))).toEqual({ kind: "genuine" });
  },
  "calls forged what has no, a short, a long or a wrong proof": async ({ adapter }, { bodies, genuine, proof }) => {
    const request = genuine(bodies.message);
    const right = proofIn(request, proof);
    expect(right).not.toBe("");
    for (const wrong of [undefined, "", right.slice(1), `${right}x`, right.toUpperCase(), "x".repeat(100_000)]) {
      expect(adapter.verify?.(provedBy(request, proof, wrong)), String(wrong).slice(0, 40)).toMatchObject({
        kind: "forged",
        why: expect.stringMatching(/./),
      });
    }
  },
  "calls forged a body that travels under the proof of another": async ({ adapter }, { bodies, genuine, proof }) => {
    const stolen = proofIn(genuine(bodies.message), proof);
    const forged = provedBy(genuine(bodies.otherMessage), proof, stolen);
    expect(adapter.verify?.(forged)).toMatchObject({ kind: "forged" });
  },
  "answers the platform's handshake, and nobody else's": async ({ adapter }, { handshake }) => {
    const { genuine, forged, answer } = given(handshake, "handshake");
    expect(adapter.handshake?.(genuine)).toMatchObject({ status: 200, body: answer });
    expect(forged.length).toBeGreaterThan(0);
    for (const request of forged) {
      const reply = adapter.handshake?.(request);
      expect(reply, request.url).toMatchObject({ status: 403 });
      expect(reply?.body).not.toContain(answer);
    }
  },
  "refuses to be built with an empty secret": async (_under, { withoutSecret }) => {
    expect(withoutSecret()).toMatchObject({ ok: false, error: { hint: expect.stringMatching(/./) } });
  },
} as const satisfies Record<string, PromiseCheck>;
