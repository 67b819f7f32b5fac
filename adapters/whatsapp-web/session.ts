import type { Client } from "whatsapp-web.js";
import type { InboundSink } from "../../src/ports/channel.ts";
import type { Connection, Held } from "./connection.ts";
import { within } from "./deadline.ts";
import type { WhatsAppWebDeps } from "./deps.ts";
import { describe, orAborted } from "./errors.ts";
import { hear } from "./events.ts";
import { type Ending, isUsable, type Phase, PROBE_DEADLINE_MS, PROBE_EVERY_MS, type Sign, step } from "./health.ts";
import { openInbox } from "./inbox.ts";
import type { Mark } from "./mark.ts";
import { missedMessages } from "./missed.ts";
import { openPeople } from "./people.ts";

export interface SessionDeps extends Pick<WhatsAppWebDeps, "clock" | "log" | "wait"> {
  readonly connection: Connection;
  readonly held: Held;
  readonly mark: Mark;
  readonly sink: InboundSink;
  /** Told of each new phase, and of what the phase does not say. */
  readonly onPhase: (phase: Phase, trouble: Trouble | null) => void;
}

/** What is wrong although the connection stands. */
export type Trouble = "not-stored" | "not-caught-up";

export interface SessionEnd {
  /** Null: it was stopped. */
  readonly ending: Ending | null;
  readonly wasReady: boolean;
  /** When the client's start has ended, in whatever way. */
  readonly started: Promise<unknown>;
}

/** By then the page may have loaded more of the chats than it had when it became ready. */
const LOOK_AGAIN_MS = 60_000;
const SETTLE_MS = 300;

/**
 * Runs one client until it ends or `signal` does; its browser is closed by the caller.
 */
export async function runSession(deps: SessionDeps, signal: AbortSignal): Promise<SessionEnd> {
  const { connection, held, mark, sink, clock, wait, log } = deps;
  const { client } = connection;
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  const now = (): number => clock.now().getTime();
  let phase: Phase = startingAt(now());
  let trouble: Trouble | null = null;
  let wasReady = false;

  const tell = (next: Trouble | null = trouble): void => {
    trouble = next;
    if (!until.aborted) deps.onPhase(phase, trouble);
  };
  const note = (sign: Sign): void => {
    if (until.aborted) return;
    phase = step(phase, sign, now());
    held.connection = isUsable(phase) ? connection : null;
    tell();
    if (phase.name === "ended") over.abort();
  };
  const end = (ending: Ending): void => note({ kind: "ended", ending });

  const inbox = openInbox({
    log,
    wait,
    mark,
    sink,
    signal: until,
    onStored: (stored) => {
      if (!stored) tell("not-stored");
      else if (trouble === "not-stored") tell(null);
    },
  });
  const becomesReady = new Promise<void>((resolve) => {
    client.on("ready", resolve);
    until.addEventListener("abort", () => resolve(), { once: true });
    if (until.aborted) resolve();
  });
  // What comes before it waits behind what was missed: the order of a chat is that of its messages.
  inbox.inOrder(async () => {
    await becomesReady;
    if (until.aborted) return;
    const seconds = Math.floor(now() / 1000);
    mark.begin(client.info.wid._serialized, seconds);
    const since = mark.missedSince(seconds);
    await catchUp(since);
    void wait(LOOK_AGAIN_MS, until).then(() => inbox.inOrder(() => catchUp(since)));
  });
  const readerOf = hear(client, inbox, openPeople(client, wait), held, clock);

  /** Takes what stands in the chats and was never told. @param since  seconds since 1970 */
  async function catchUp(since: number): Promise<void> {
    try {
      const { messages, whole } = await missedMessages(client, since, wait);
      for (const message of messages) await inbox.takeNow(readerOf(message));
      if (!whole) throw new Error("a chat could not be read to the end");
    } catch (error) {
      if (until.aborted) return;
      log.warn({ channel: "whatsapp-web", error: describe(error) }, "messages of the meantime may be missing");
      tell("not-caught-up");
    }
  }

  client.on("qr", (code) => note({ kind: "code", code }));
  client.on("loading_screen", () => note({ kind: "loading" }));
  client.on("authenticated", () => note({ kind: "linked" }));
  client.on("auth_failure", (why) => end({ kind: "refused", why: describe(why) }));
  client.on("disconnected", (reason) => {
    end(String(reason) === "LOGOUT" ? { kind: "logged-out" } : { kind: "disconnected", why: describe(reason) });
  });
  client.on("ready", () => {
    wasReady = true;
    note({ kind: "ready" });
    client.pupBrowser?.once("disconnected", () => end({ kind: "silent", why: "the browser ended" }));
    client.pupPage?.once("error", () => end({ kind: "silent", why: "the page crashed" }));
  });

  tell();
  const started = client.initialize();
  started.catch((error: unknown) => end({ kind: "failed", why: describe(error) }));
  while (!until.aborted) {
    await wait(PROBE_EVERY_MS, until);
    if (until.aborted) break;
    const canTell = phase.name === "ready" || phase.name === "waiting-for-scan";
    note(canTell ? await probe(client, wait, until) : { kind: "passed" });
  }
  held.connection = null;
  over.abort();
  // What is being committed is let finish, if it can at once.
  await within(SETTLE_MS, wait, inbox.settled()).catch(() => undefined);
  return { ending: phase.name === "ended" ? phase.ending : null, wasReady, started };
}

const startingAt = (since: number): Phase => ({ name: "starting", since });

/** The library's own word is not believed: a connection is alive while its page answers. */
async function probe(client: Client, wait: WhatsAppWebDeps["wait"], until: AbortSignal): Promise<Sign> {
  try {
    // The library's types leave out that there may be no state.
    const state: string | null = await orAborted(until, within(PROBE_DEADLINE_MS, wait, client.getState()));
    return { kind: "answered", state };
  } catch (error) {
    return { kind: "silent", why: describe(error) };
  }
}
