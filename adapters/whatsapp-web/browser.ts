import { chmodSync, existsSync, mkdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "whatsapp-web.js";
import { profileOf } from "./library.ts";

/** Where systems put Chromium and its kin. */
const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** @param given  the operator's own path: where it is named, no other is taken */
export function findChromium(given: string | undefined): string | undefined {
  return given === undefined ? USUAL_PLACES.find(existsSync) : [given].find(existsSync);
}

/** Makes the account's folder, readable by this user alone: whoever can read the link can read the chats. */
export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

/** Forgets the link: after the phone ended it, nothing in the profile is of use any more. */
export function forgetLink(folder: string): void {
  rmSync(profileOf(folder), { recursive: true, force: true, maxRetries: 4 });
}

const LOOK_MS = 50;

/** What Chromium puts into a profile so that no second one opens it. */
const OWNER = "SingletonLock";
const MARKS = [OWNER, "SingletonSocket", "SingletonCookie"];

/**
 * Takes the profile away from a browser that outlived its desk, also one in a container that is gone: its mark names a
 * machine nobody else is called. Only who holds the account's lock may call it.
 */
export function freeProfile(folder: string): void {
  const profile = profileOf(folder);
  const pid = ownerOf(join(profile, OWNER));
  if (pid !== undefined && isBrowserOf(pid, profile)) kill(pid);
  for (const mark of MARKS) rmSync(join(profile, mark), { force: true });
}

/** The link's text is `<machine>-<pid>`. */
function ownerOf(link: string): number | undefined {
  try {
    return Number(/-(\d+)$/.exec(readlinkSync(link))?.[1]) || undefined;
  } catch {
    return undefined;
  }
}

/** A process number may have gone to another program since. */
function isBrowserOf(pid: number, profile: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`--user-data-dir=${profile}`);
  } catch {
    return false;
  }
}

/**
 * Closes the client's browser; one that does not close in time is killed with all its processes. Never fails.
 * @param started  when the client's start has ended, in whatever way: a browser that is still being launched cannot be
 *   closed yet, and must not be forgotten
 */
export async function closeBrowser(client: Client, started: Promise<unknown>, deadlineMs: number): Promise<void> {
  await launched(client, started);
  const pid = client.pupBrowser?.process()?.pid;
  await Promise.race([client.destroy(), delay(deadlineMs, undefined, { ref: false })]);
  if (pid !== undefined) kill(pid);
}

/** Resolves when there is a browser, or it is known that there will be none. */
async function launched(client: Client, started: Promise<unknown>): Promise<void> {
  let ended = false;
  const end = (): void => {
    ended = true;
  };
  started.then(end, end);
  while (!client.pupBrowser && !ended) await delay(LOOK_MS);
}

/** The browser leads a group of its own; a group that is gone already is none to complain about. */
function kill(pid: number): void {
  for (const target of process.platform === "win32" ? [pid] : [-pid, pid]) {
    try {
      process.kill(target, "SIGKILL");
    } catch {
      // Gone.
    }
  }
}
