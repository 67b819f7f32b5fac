import type { ChannelHealth } from "../../src/ports/channel.ts";

/** How a connection ended, and what a person can do about it. */
export type Ending =
  | { readonly kind: "logged-out" }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "failed"; readonly why: string }
  | { readonly kind: "never-ready" }
  | { readonly kind: "silent"; readonly why: string }
  | { readonly kind: "code-stale" }
  | { readonly kind: "disconnected"; readonly why: string };

/** Where a connection stands. Times are in milliseconds of the clock. */
export type Phase =
  | { readonly name: "starting"; readonly since: number }
  | { readonly name: "waiting-for-scan"; readonly code: string; readonly since: number }
  /** The phone has scanned the code, or had done so before; its chats are loading. */
  | { readonly name: "linked"; readonly since: number; readonly patienceMs: number }
  | { readonly name: "ready"; readonly misses: number }
  | { readonly name: "ended"; readonly ending: Ending };

/** What is learnt of a connection: by its events, and by asking it. */
export type Sign =
  | { readonly kind: "code"; readonly code: string }
  /** The chats are being loaded, which takes minutes where there are many. */
  | { readonly kind: "loading" }
  /** They are loaded: from here to being ready is a moment. */
  | { readonly kind: "linked" }
  | { readonly kind: "ready" }
  | { readonly kind: "answered"; readonly state: string | null }
  | { readonly kind: "silent"; readonly why: string }
  | { readonly kind: "passed" }
  | { readonly kind: "ended"; readonly ending: Ending };

export const PROBE_EVERY_MS = 15_000;
export const PROBE_DEADLINE_MS = 8_000;
/** Two probes in a row: with their deadlines a dead connection is known within a minute. */
const MISSES = 2;
const START_MS = 150_000;
const READY_MS = 60_000;
/** A code lives 20 to 60 seconds. One that is not renewed is of no use to anybody. */
const CODE_MS = 90_000;

/**
 * The next phase. The library's own word is not waited for: `ready` may never come, and `disconnected` may never be said
 * of a connection that is dead, so time and silence count as well.
 */
export function step(phase: Phase, sign: Sign, now: number): Phase {
  if (phase.name === "ended") return phase;
  switch (sign.kind) {
    case "ended":
      return { name: "ended", ending: sign.ending };
    case "code":
      return { name: "waiting-for-scan", code: sign.code, since: now };
    case "loading":
      return phase.name === "ready" ? phase : { name: "linked", since: now, patienceMs: START_MS };
    case "linked":
      return phase.name === "ready" ? phase : { name: "linked", since: now, patienceMs: READY_MS };
    case "ready":
      return { name: "ready", misses: 0 };
    case "answered":
      // Nothing else tells that a code was scanned; from then on it is not renewed.
      if (phase.name === "waiting-for-scan" && isPaired(sign.state)) return step(phase, { kind: "loading" }, now);
      if (phase.name !== "ready") return overdue(phase, now);
      return sign.state === "CONNECTED" ? { name: "ready", misses: 0 } : missed(phase, `WhatsApp says ${sign.state}`);
    case "silent":
      return phase.name === "ready" ? missed(phase, sign.why) : overdue(phase, now);
    case "passed":
      return overdue(phase, now);
  }
}

const isPaired = (state: string | null): boolean => state !== null && !/^UN(?:PAIRED|LAUNCHED)/.test(state);

function missed({ misses }: Extract<Phase, { name: "ready" }>, why: string): Phase {
  return misses + 1 < MISSES
    ? { name: "ready", misses: misses + 1 }
    : { name: "ended", ending: { kind: "silent", why } };
}

function overdue(phase: Phase, now: number): Phase {
  const ended = (ending: Ending): Phase => ({ name: "ended", ending });
  switch (phase.name) {
    case "starting":
      return now - phase.since < START_MS ? phase : ended({ kind: "failed", why: "its page did not load in time" });
    case "waiting-for-scan":
      return now - phase.since < CODE_MS ? phase : ended({ kind: "code-stale" });
    case "linked":
      return now - phase.since < phase.patienceMs ? phase : ended({ kind: "never-ready" });
    default:
      return phase;
  }
}

/** Whether something can be sent now: the connection stands and has answered when it was last asked. */
export const isUsable = (phase: Phase): boolean => phase.name === "ready" && phase.misses === 0;

const RETRIES = "The desk keeps trying by itself.";

/**
 * What the operator is told.
 * @param before  how the connection before this one ended; null for the first
 */
export function healthOf(phase: Phase, before: Ending | null): ChannelHealth {
  switch (phase.name) {
    case "starting":
      return before
        ? healthOfEnding(before)
        : { state: "yellow", why: "The browser is starting.", hint: "Wait a minute." };
    case "waiting-for-scan": {
      const why = before?.kind === "logged-out" ? "The phone ended the link." : "No phone is linked.";
      return { state: "red", why, hint: SCAN, link: phase.code };
    }
    case "linked":
      return { state: "yellow", why: "The phone is linked, WhatsApp is loading its chats.", hint: "Wait a minute." };
    case "ready":
      if (phase.misses === 0) return { state: "green" };
      return { state: "yellow", why: "WhatsApp Web has not answered.", hint: "It is asked again in a moment." };
    case "ended":
      return healthOfEnding(phase.ending);
  }
}

const SCAN = "Scan the code with the phone: WhatsApp, Linked devices, Link a device.";

function healthOfEnding(ending: Ending): ChannelHealth {
  const red = (why: string, hint: string): ChannelHealth => ({ state: "red", why, hint });
  switch (ending.kind) {
    case "logged-out":
      return red("The phone ended the link.", "Scan the code again; it appears in a moment.");
    case "refused":
      return red(`WhatsApp refused the link (${ending.why}).`, "Scan the code again; it appears in a moment.");
    case "failed":
      return red(`WhatsApp Web cannot be opened (${ending.why}).`, `${hintFor(ending.why)} ${RETRIES}`);
    case "never-ready":
      return red(
        "The phone is linked, but WhatsApp Web never became ready.",
        `${RETRIES} If that does not help: unlink the desk on the phone and scan again, or update Hamdel.`,
      );
    case "silent":
      return red(`WhatsApp Web stopped answering (${ending.why}).`, `What is to be sent waits. ${RETRIES}`);
    case "code-stale":
      return red("Nobody scanned the code in time.", "A new code appears in a moment.");
    case "disconnected":
      return red(
        `WhatsApp closed the connection (${ending.why}).`,
        `Is WhatsApp Web open elsewhere with the same link, or the number banned? ${RETRIES}`,
      );
  }
}

/** Source: the words of Chromium and puppeteer. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /ERR_NAME_NOT_RESOLVED|ERR_INTERNET|ERR_CONNECTION|ERR_TIMED|did not load/,
    "Can this machine reach https://web.whatsapp.com? Check the network.",
  ],
  [/ERR_PROXY|ERR_TUNNEL/, "Check HTTPS_PROXY."],
  [/ERR_CERT/, "Something between this machine and WhatsApp changes the connection: check the network."],
  [
    /sandbox/i,
    "Chromium's sandbox needs user namespaces: allow them on this machine, or run the desk outside the container.",
  ],
  [
    /Failed to launch|spawn|ENOENT|EACCES/,
    "Does Chromium start on this machine? Try it by hand, and see CHROMIUM_PATH.",
  ],
];

const hintFor = (why: string): string => HINTS.find(([says]) => says.test(why))?.[1] ?? "See the log.";
