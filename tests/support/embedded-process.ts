import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const Said = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    value: z.object({ owner: z.boolean(), directory: z.string() }).partial().optional(),
  }),
  z.object({ ok: z.literal(false), error: z.object({ message: z.string(), hint: z.string() }) }),
]);

export interface OtherProcess {
  /** What it answered: the result of starting, or of taking the desk. */
  readonly said: z.infer<typeof Said>;
  /** As an operator who stops it in good order. */
  stop(): Promise<void>;
  /** As kill -9, or the machine running out of memory. */
  kill(): Promise<void>;
}

/**
 * Another process that starts the database in `dataDir`, or holds the desk there; resolves when it has answered.
 * @param as  the user it runs as and the PATH it has, if not ours
 */
export async function otherProcess(
  what: "start" | "hold",
  dataDir: string,
  as: { uid?: number; gid?: number; path?: string } = {},
): Promise<OtherProcess> {
  const script = fileURLToPath(new URL("embedded-process.mjs", import.meta.url));
  const { path = process.env.PATH ?? "", ...user } = as;
  const env = { ...process.env, PATH: path };
  const child = spawn(process.execPath, [script, what, dataDir], {
    ...user,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), early(child)]);
  return {
    said: Said.parse(JSON.parse(String(line))),
    stop: () => end(child, "SIGTERM"),
    kill: () => end(child, "SIGKILL"),
  };
}

async function early(child: ChildProcess): Promise<never> {
  const [code] = await once(child, "exit");
  throw new Error(`The other process ended (${code}) before it answered.`);
}

async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
