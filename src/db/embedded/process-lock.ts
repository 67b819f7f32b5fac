import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { codeOf } from "./error.ts";

/** Gives the lock back. */
export type Release = () => Promise<void>;

/**
 * Takes a lock that the system drops when this process ends, however it ends; nothing stale can stay behind.
 * @param name  what is locked, for example "desk:/srv/hamdel/data"
 * @returns a function that gives it back, or undefined when another process (or another caller in this one) has it
 *
 * It is a listening socket: its name is taken while somebody listens. On Linux the name is abstract, so it is seen by
 * all processes of one network namespace: two containers that share a folder do not see each other.
 */
export async function takeLock(name: string): Promise<Release | undefined> {
  const address = lockAddress(name, process.platform);
  const first = await listen(address);
  if (first !== undefined || !address.startsWith("/")) return first;
  // Only here, where the name is a file, can one be left over from a killed process.
  if (await answers(address)) return undefined;
  rmSync(address, { force: true });
  return listen(address);
}

/** @param platform  as in `process.platform` */
export function lockAddress(name: string, platform: string): string {
  const id = `hamdel-${createHash("sha256").update(name).digest("hex").slice(0, 24)}`;
  if (platform === "linux") return `\0${id}`;
  return platform === "win32" ? `\\\\.\\pipe\\${id}` : `/tmp/${id}.lock`;
}

function listen(address: string): Promise<Release | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (cause) => (codeOf(cause) === "EADDRINUSE" ? resolve(undefined) : reject(cause)));
    server.listen(address, () => {
      server.unref();
      resolve(() => close(server));
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
