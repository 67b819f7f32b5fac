import { setTimeout as delay } from "node:timers/promises";
import { renderUnicodeCompact } from "uqr";
import type { ChannelHealth, InboundSink } from "../../src/ports/channel.ts";
import { closeBrowser, findChromium, forgetLink, freeProfile, makeFolder } from "./browser.ts";
import type { CheckedConfig } from "./config.ts";
import type { Held } from "./connection.ts";
import type { Library, WhatsAppWebDeps } from "./deps.ts";
import { describe } from "./errors.ts";
import { type Ending, healthOf, type Phase } from "./health.ts";
import { clientOptions, loadLibrary, steady } from "./library.ts";
import { openMark } from "./mark.ts";
import { runSession, type SessionEnd, type Trouble } from "./session.ts";

interface ListenDeps extends WhatsAppWebDeps {
  readonly held: Held;
  readonly sink: InboundSink;
  readonly onHealth: (health: ChannelHealth) => void;
}

/** Who installs what is missing need not restart the desk. */
const LOOK_AGAIN_MS = 30_000;
const BACKOFF_FIRST_MS = 2_000;
const BACKOFF_LAST_MS = 5 * 60_000;
const CLOSE_MS = 5_000;
/** The desk stops within a second. */
const CLOSE_AT_STOP_MS = 400;
const STOP_MS = 700;

/** Keeps the account connected until aborted: one browser after another, and never two. */
export async function listen(config: CheckedConfig, deps: ListenDeps, signal: AbortSignal): Promise<void> {
  deps.log.warn({ channel: "whatsapp-web" }, WARNING);
  while (!signal.aborted) {
    const release = await deps.takeLock(`whatsapp-web:${config.folder}`);
    if (release === undefined) deps.onHealth(HELD_ELSEWHERE);
    else await keepConnected(config, deps, signal).finally(release);
    await deps.wait(LOOK_AGAIN_MS, signal);
  }
}

const WARNING =
  "WhatsApp forbids programs on ordinary accounts and may ban this number for good: use a spare one, see docs/operate/whatsapp-web.md";

const HELD_ELSEWHERE: ChannelHealth = {
  state: "red",
  why: "Another process has this account's browser.",
  hint: "Stop the other desk that uses the same data folder; then it recovers by itself.",
};

/** @returns when aborted, or where something is missing without which there is no point in trying */
async function keepConnected(config: CheckedConfig, deps: ListenDeps, signal: AbortSignal): Promise<void> {
  const { onHealth } = deps;
  makeFolder(config.folder);
  const mark = openMark(config.folder);
  let before: Ending | null = null;
  let failures = 0;
  let shown = "";
  while (!signal.aborted) {
    const chromium = findChromium(config.chromiumPath);
    if (chromium === undefined) return onHealth(noChromium(config.chromiumPath));
    const library = await libraryOf(deps);
    if (library === null) return onHealth(NO_LIBRARY);

    const onPhase = (phase: Phase, trouble: Trouble | null): void => {
      onHealth(trouble && phase.name === "ready" ? TROUBLES[trouble] : healthOf(phase, before));
      if (phase.name !== "waiting-for-scan" || phase.code === shown) return;
      shown = phase.code;
      deps.say?.(`Scan this with WhatsApp on the phone (Linked devices):\n${renderUnicodeCompact(phase.code)}`);
    };
    const { ending, wasReady } = await runOnce({ ...config, chromium }, library, { ...deps, mark, onPhase }, signal);
    if (ending === null) return;
    onHealth(healthOf({ name: "ended", ending }, null));
    deps.log.warn({ channel: "whatsapp-web", ending }, "the connection to WhatsApp Web ended, trying again");
    if (ending.kind === "logged-out" || ending.kind === "refused") forgetLink(config.folder);
    before = ending;
    failures = wasReady || ending.kind === "code-stale" ? 1 : failures + 1;
    await deps.wait(pauseMs(failures, deps.random), signal);
  }
}

/** One browser from its start to its end. */
async function runOnce(
  { chromium, ...config }: CheckedConfig & { readonly chromium: string },
  library: Library,
  deps: Omit<Parameters<typeof runSession>[0], "connection">,
  signal: AbortSignal,
): Promise<SessionEnd> {
  freeProfile(config.folder);
  const options = clientOptions(config, chromium, process.getuid?.() === 0);
  const failed = new AbortController();
  let why = "";
  const client = steady(library.createClient(options), (error) => {
    why = describe(error);
    failed.abort();
  });
  const ended = await runSession(
    { ...deps, connection: { client, createMedia: library.createMedia } },
    AbortSignal.any([signal, failed.signal]),
  );
  await unlessStopped(closeBrowser(client, ended.started, signal.aborted ? CLOSE_AT_STOP_MS : CLOSE_MS), signal);
  if (signal.aborted || ended.ending !== null) return ended;
  return { ...ended, ending: { kind: "failed", why } };
}

/** Once stopped, what is not closed in time is closed without being waited for. */
async function unlessStopped(closed: Promise<void>, signal: AbortSignal): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await Promise.race([closed, stopped.then(() => delay(STOP_MS, undefined, { ref: false }))]);
}

async function libraryOf({ createClient, log }: ListenDeps): Promise<Library | null> {
  const loaded = await loadLibrary();
  if (loaded.ok) return createClient ? { ...loaded.value, createClient } : loaded.value;
  log.warn({ channel: "whatsapp-web", error: loaded.error }, "whatsapp-web.js could not be loaded");
  return null;
}

const NO_LIBRARY: ChannelHealth = {
  state: "red",
  why: "The package whatsapp-web.js is not installed.",
  hint: "Run `npm ci` without --omit=optional.",
};

const noChromium = (given: string | undefined): ChannelHealth => ({
  state: "red",
  why: given === undefined ? "No Chromium was found on this machine." : `There is no Chromium at ${given}.`,
  hint: "Install Chromium or Chrome (apt install chromium), or set CHROMIUM_PATH; it is found without a restart.",
});

const TROUBLES: Readonly<Record<Trouble, ChannelHealth>> = {
  "not-stored": {
    state: "yellow",
    why: "Messages arrive but cannot be stored.",
    hint: "Look at the database; nothing is lost while WhatsApp keeps it in the chats.",
  },
  "not-caught-up": {
    state: "yellow",
    why: "Messages that came while the desk was away may be missing.",
    hint: "Look through the newest chats on the phone.",
  },
};

/** A growing pause, half of it by chance. */
function pauseMs(failures: number, random: () => number): number {
  const longest = Math.min(BACKOFF_FIRST_MS * 2 ** (failures - 1), BACKOFF_LAST_MS);
  return longest / 2 + (random() * longest) / 2;
}
