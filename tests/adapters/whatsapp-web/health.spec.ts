import { describe, expect, it } from "vitest";
import { healthOf, isUsable, type Phase, type Sign, step } from "../../../adapters/whatsapp-web/health.ts";

const SECOND = 1000;
/** The phase after these signs, each with its time in seconds. */
const phaseAfter = (...signs: readonly (readonly [number, Sign])[]): Phase =>
  signs.reduce<Phase>((phase, [at, sign]) => step(phase, sign, at * SECOND), { name: "starting", since: 0 });

const passed: Sign = { kind: "passed" };
const ready: Sign = { kind: "ready" };
const silent: Sign = { kind: "silent", why: "no answer" };
const answers = (state: string | null): Sign => ({ kind: "answered", state });

describe("the phases of a connection", () => {
  it("can send while it is ready and answers, and not after one silence", () => {
    expect(isUsable(phaseAfter([1, ready]))).toBe(true);
    expect(isUsable(phaseAfter([1, ready], [2, silent]))).toBe(false);
    expect(isUsable(phaseAfter([1, ready], [2, silent], [3, answers("CONNECTED")]))).toBe(true);
    expect(isUsable(phaseAfter([1, { kind: "linked" }]))).toBe(false);
  });

  it.each([
    ["two silences", [silent, silent]],
    ["two answers of a socket that is down", [answers("TIMEOUT"), answers(null)]],
    ["a silence and such an answer", [silent, answers("OPENING")]],
  ] as const)("ends after %s", (_name, [one, other]) => {
    expect(phaseAfter([1, ready], [16, one], [31, other])).toMatchObject({ name: "ended", ending: { kind: "silent" } });
  });

  it.each([
    ["its page does not load", [], 149, 150, "failed"],
    ["ready does not come", [[5, { kind: "linked" }] as const], 64, 65, "never-ready"],
    ["the code is not renewed", [[5, { kind: "code", code: "x" }] as const], 94, 95, "code-stale"],
  ] as const)("ends in time when %s", (_name, signs, still, over, kind) => {
    expect(phaseAfter(...signs, [still, passed]).name).not.toBe("ended");
    expect(phaseAfter(...signs, [over, passed])).toMatchObject({ name: "ended", ending: { kind } });
  });

  it("lets a phone that has scanned the code load its chats, for as long as there is news of it", () => {
    const scanned = [
      [5, { kind: "code", code: "x" }],
      [20, answers("PAIRING")],
    ] as const;
    expect(phaseAfter(...scanned, [169, passed]).name).toBe("linked");
    expect(phaseAfter(...scanned, [169, { kind: "loading" }], [318, passed]).name).toBe("linked");
    expect(phaseAfter(...scanned, [170, passed])).toMatchObject({ name: "ended", ending: { kind: "never-ready" } });
    expect(phaseAfter([5, { kind: "code", code: "x" }], [20, answers("UNPAIRED")]).name).toBe("waiting-for-scan");
  });

  it("stays ended, whatever is heard of it later", () => {
    const ended = phaseAfter([1, { kind: "ended", ending: { kind: "logged-out" } }]);
    expect(step(ended, ready, 2)).toBe(ended);
  });

  it("says why it is red while the next browser starts, and what to do for each reason", () => {
    const before = { kind: "failed", why: "net::ERR_NAME_NOT_RESOLVED at https://web.whatsapp.com/" } as const;
    expect(healthOf({ name: "starting", since: 0 }, before)).toMatchObject({
      state: "red",
      hint: expect.stringContaining("Check the network"),
    });
    const sandbox = { kind: "failed", why: "Failed to launch: No usable sandbox!" } as const;
    expect(healthOf({ name: "ended", ending: sandbox }, null)).toMatchObject({
      hint: expect.stringContaining("user namespaces"),
    });
  });
});
