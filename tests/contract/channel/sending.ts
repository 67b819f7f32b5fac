import { expect } from "vitest";
import { aPart, given, type PromiseCheck, send, sent } from "./case.ts";

/** What a screen could take for markup, joins or turns around. */
const EXACT = "می‌خواهم *بدانم* <b>کِی</b> [اینجا](x) _می‌رسد_ & 👨‍👩‍👧\nسفارش #48217؟";
const CHOICES = [
  { id: "confirm:yes", label: "بله" },
  { id: "confirm:no", label: "خیر" },
];

/** How a send ends, and how certain that is. */
export const SENDING = {
  "tells its limits as data": async ({ adapter: { limits } }) => {
    expect(limits.textChars).toBeGreaterThan(0);
    expect(limits.attachmentBytes).toBeGreaterThanOrEqual(0);
    for (const most of Object.values(limits.media ?? {})) expect(most).toBeGreaterThan(0);
    if (limits.brief) expect(limits.brief.units("سلام")).toBe(1);
  },
  "shows the customer exactly the words that were sent": async (under) => {
    await sent(under, { text: EXACT });
    expect(under.seen().map(({ text }) => text)).toEqual([EXACT]);
  },
  "shows every choice, as a button or as a word to write": async (under) => {
    await sent(under, { text: "مشکل حل شد؟", buttons: CHOICES });
    const [shown] = under.seen();
    const screen = [shown?.text, ...(shown?.choices ?? [])].join("\n");
    for (const { label } of CHOICES) expect(screen).toContain(label);
    expect(screen).toContain("مشکل حل شد؟");
  },
  "gives messages that are sent at once an id each": async (under) => {
    const parts = ["part-1", "part-2", "part-3"].map((id) => sent(under, { id, text: `پیام ${id}` }));
    expect(new Set(await Promise.all(parts)).size).toBe(parts.length);
    expect(under.seen()).toHaveLength(parts.length);
  },
  "sends a text of exactly the limit and refuses a longer one as too long": async (under) => {
    const longest = "س".repeat(under.adapter.limits.textChars);
    await sent(under, { text: longest });
    expect(await send(under, { text: `${longest}!` })).toEqual({ kind: "refused", why: "too-long" });
  },
  "refuses a thread that cannot be": async (under) => {
    await under.nextSend("accepts");
    expect(await send(under, { threadId: "no thread of ours" })).toMatchObject({ kind: "refused", why: "chat-gone" });
    expect(under.seen()).toEqual([]);
  },
  "waits as long as the platform asks": async (under) => {
    await under.nextSend("limits-for-7-seconds");
    expect(await send(under)).toMatchObject({ kind: "retry", afterMs: 7000, limited: true });
  },
  "tells a customer who blocked us": async (under) => {
    await under.nextSend("blocked");
    expect(await send(under)).toEqual({ kind: "refused", why: "blocked" });
  },
  "tells a chat that is gone": async (under) => {
    await under.nextSend("chat-gone");
    expect(await send(under)).toEqual({ kind: "refused", why: "chat-gone" });
  },
  "tries again after an error of the platform": async (under) => {
    await under.nextSend("server-error");
    const outcome = await send(under);
    expect(outcome).toMatchObject({ kind: "retry" });
    expect(outcome).not.toHaveProperty("limited", true);
  },
  "tries again where no connection came about": async (under) => {
    await under.nextSend("unreachable");
    expect(await send(under)).toMatchObject({ kind: "retry" });
  },
  "does not know how a send ended whose answer was cut": async (under) => {
    await under.nextSend("cuts-the-answer");
    expect(await send(under)).toMatchObject({ kind: "unknown" });
  },
  "does not know how a send ended that was aborted on the way": async (under) => {
    await under.nextSend("hangs");
    const stop = new AbortController();
    const ending = under.adapter.send(aPart(under.threadId), stop.signal);
    await under.arrived(1);
    stop.abort();
    expect(await ending).toMatchObject({ kind: "unknown" });
  },
  "repeats a send whose end is not known, and the customer reads it once": async (under) => {
    await under.nextSend("cuts-the-answer");
    expect(await send(under)).toMatchObject({ kind: "retry" });
    await sent(under);
    expect(under.seen()).toHaveLength(1);
  },
  "knows that a send aborted beforehand did not happen": async (under) => {
    await under.nextSend("accepts");
    expect(await under.adapter.send(aPart(under.threadId), AbortSignal.abort())).toMatchObject({ kind: "retry" });
    expect(under.seen()).toEqual([]);
  },
  "shows no secret in what it tells of trouble": async (under, { secrets }) => {
    expect(given(secrets[0], "a secret")).not.toBe("");
    const told: unknown[] = [];
    for (const mood of ["server-error", "chat-gone", "unreachable"] as const) {
      await under.nextSend(mood);
      told.push(await send(under));
    }
    told.push(await under.adapter.connect?.(AbortSignal.timeout(5_000)));
    for (const secret of secrets) expect(JSON.stringify(told)).not.toContain(secret);
  },
} as const satisfies Record<string, PromiseCheck>;
