import { spawn } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import wweb from "whatsapp-web.js";
import { findChromium, freeProfile } from "../../../adapters/whatsapp-web/browser.ts";
import { steady } from "../../../adapters/whatsapp-web/library.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const folder = tempFolder(0o700);
afterAll(folder.remove);

const profileWith = (name: string, mark: string): { readonly home: string; readonly lock: string } => {
  const home = join(folder.path, name);
  mkdirSync(join(home, "session"), { recursive: true });
  const lock = join(home, "session", "SingletonLock");
  symlinkSync(mark, lock);
  return { home, lock };
};

const sleeper = (...args: readonly string[]) =>
  spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "--", ...args], { detached: true, stdio: "ignore" });

describe("the browser of a linked phone", () => {
  it("takes the operator's path and no other", () => {
    expect(findChromium(process.execPath)).toBe(process.execPath);
    expect(findChromium("/nowhere/chromium")).toBeUndefined();
  });

  it.runIf(process.platform === "linux")("ends one that outlived its desk, and frees its profile", async () => {
    const home = join(folder.path, "left");
    const left = sleeper(`--user-data-dir=${join(home, "session")}`);
    const ended = new Promise((resolve) => left.once("exit", (_code, signal) => resolve(signal)));
    const { lock } = profileWith("left", `some-machine-${left.pid}`);
    freeProfile(home);
    expect(await ended).toBe("SIGKILL");
    expect(existsSync(lock) || lstatSync(lock, { throwIfNoEntry: false })).toBeFalsy();
  });

  it.runIf(process.platform === "linux")("leaves a program alone that has got the browser's number since", () => {
    const other = sleeper();
    const { home, lock } = profileWith("other", `gone-container-${other.pid}`);
    freeProfile(home);
    expect(existsSync(`/proc/${other.pid}`)).toBe(true);
    expect(lstatSync(lock, { throwIfNoEntry: false })).toBeUndefined();
    other.kill("SIGKILL");
  });

  it("keeps a failure in what the library does on its own from ending the process", async () => {
    const told: unknown[] = [];
    const client = steady(new wweb.Client({}), (error) => told.push(error));
    // There is no page: the library's own code fails here, as it does when a page goes away while it is being prepared.
    await (client as unknown as { inject(): Promise<void> }).inject();
    expect(told).toEqual([expect.any(TypeError)]);
    await expect(client.destroy()).resolves.toBeUndefined();
  });
});
