import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { PROJECT } from "./project.mjs";

/**
 * Does each step that is due, while no other process works on the same folder. Where nothing is due, nothing is locked.
 * @param say  receives a line of progress
 * @param steps  functions from `say` to the work that is due now, or undefined
 */
export async function oneAtATime(say, ...steps) {
  if (steps.every((step) => step(say) === undefined)) return;
  const release = await takeTurn(say);
  try {
    // Asked again: whoever we waited for may have done it all.
    for (const step of steps) await step(say)?.();
  } finally {
    await release();
  }
}

async function takeTurn(say) {
  const name = `hamdel-bootstrap-${createHash("sha256").update(PROJECT).digest("hex").slice(0, 24)}`;
  for (let told = false; ; told = true) {
    const release = process.platform === "linux" ? await listen(`\0${name}`) : claim(join(tmpdir(), name));
    if (release !== undefined) return release;
    if (!told) say("Waiting for another start in this folder to finish installing and building ...");
    await wait(200);
  }
}

/** An abstract socket: the name is free again the moment its process ends, however it ends. */
function listen(address) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (cause) => (cause.code === "EADDRINUSE" ? resolve(undefined) : reject(cause)));
    server.listen(address, () => resolve(() => new Promise((closed) => server.close(closed))));
  });
}

/** Elsewhere: a folder with its maker's process id, taken over when that process is gone. */
function claim(folder) {
  const owner = join(folder, "pid");
  try {
    mkdirSync(folder);
    writeFileSync(owner, String(process.pid));
    return () => rmSync(folder, { recursive: true, force: true });
  } catch (cause) {
    if (cause.code !== "EEXIST") throw cause;
    if (!isAlive(owner)) rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

function isAlive(file) {
  try {
    process.kill(Number(readFileSync(file, "utf8")), 0);
    return true;
  } catch (cause) {
    // ENOENT: made this instant, its pid not yet written; or given back meanwhile.
    return cause.code !== "ESRCH";
  }
}
