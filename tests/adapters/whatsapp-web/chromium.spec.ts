import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { whatsappWebAdapter } from "../../../adapters/whatsapp-web/index.ts";
import type { ChannelHealth } from "../../../src/ports/channel.ts";
import { describeWith } from "../../support/require.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** How many processes of the machine name the folder in their command line. */
function browsersOf(folder: string): number {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder);
    } catch {
      return false;
    }
  }).length;
}

function openDesk(dataDir: string, chromiumPath: string) {
  const health: ChannelHealth[] = [];
  const stop = new AbortController();
  const silent = () => undefined;
  const built = whatsappWebAdapter(
    // Nobody listens there, on any machine: WhatsApp itself is never asked.
    { dataDir, chromiumPath, proxy: "http://127.0.0.1:9" },
    {
      clock: { now: () => new Date() },
      log: { info: silent, warn: silent },
      random: () => 0,
      wait: (ms, signal) => delay(ms, undefined, { signal }).catch(silent),
      takeLock: async () => async () => undefined,
    },
  );
  if (!built.ok) throw new Error(built.error.message);
  let noted = silent as () => void;
  const isRed = new Promise<ChannelHealth>((resolve) => {
    noted = () => {
      const last = health.at(-1);
      if (last?.state === "red") resolve(last);
    };
  });
  const ended = built.value.listen?.(
    async () => undefined,
    stop.signal,
    (state) => {
      health.push(state);
      noted();
    },
  );
  const end = async (): Promise<void> => {
    stop.abort();
    await ended;
  };
  return { isRed, stop: end };
}

describeWith("chromium", "WhatsApp Web in a real browser", (chromium) => {
  const folder = tempFolder(0o700);
  afterAll(folder.remove);

  it("is red with the reason where WhatsApp cannot be reached, leaves no browser behind, and begins again", async () => {
    for (const _start of ["first", "again"]) {
      const desk = openDesk(folder.path, chromium);
      expect(await desk.isRed).toMatchObject({
        why: expect.stringContaining("net::ERR_PROXY_CONNECTION_FAILED"),
        hint: expect.stringContaining("HTTPS_PROXY"),
      });
      await desk.stop();
      expect(existsSync(`${folder.path}/whatsapp-web/main/session`)).toBe(true);
      await expect.poll(() => browsersOf(folder.path)).toBe(0);
    }
  });

  it("says what to install where there is no browser", async () => {
    const desk = openDesk(folder.path, "/nowhere/chromium");
    expect(await desk.isRed).toMatchObject({ why: "There is no Chromium at /nowhere/chromium." });
    await desk.stop();
  });
});
