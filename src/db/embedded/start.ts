import { performance } from "node:perf_hooks";
import { err, ok, type Result } from "../../core/result.ts";
import { DATABASE } from "./ask.ts";
import { bringUp, type Caretaker } from "./bring-up.ts";
import type { EmbeddedError } from "./error.ts";
import { ROLE } from "./initdb.ts";
import { prepareSite } from "./site.ts";
import { PORT } from "./socket-directory.ts";
import { supervise } from "./supervise.ts";

export type { EmbeddedError } from "./error.ts";

/** A PostgreSQL server on this machine, reached through a Unix socket alone. */
export interface EmbeddedPostgres {
  /** Options for postgres.js, which cannot take a socket from a URL; `host` is the socket's folder. */
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
  /** Where the server lives; its data is in `pg` below it. Usually `<dataDir>/postgres`. */
  readonly directory: string;
  /** Milliseconds from the call to a database that answers. */
  readonly startedMs: number;
  /** Whether `stop` stops the server: false while another process looks after it. */
  readonly owner: boolean;
  /** Stops the server after its last transactions. Close the connections first. Can be called again. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL for the desk in `dataDir`, or joins the server that runs there already. While it is held it is kept
 * running: a server that dies is started again, and the driver reconnects by itself. It ends with this process, even
 * when the process is killed, so call this from the main thread and not from a worker.
 * @param options.log  receives lines for the operator, without personal data
 */
export async function startEmbedded(options: {
  readonly dataDir: string;
  readonly log: (line: string) => void;
}): Promise<Result<EmbeddedPostgres, EmbeddedError>> {
  const began = performance.now();
  const site = prepareSite(options.dataDir);
  if (!site.ok) return site;

  const caretaker: Caretaker = { release: undefined };
  const first = await bringUp(site.value, caretaker, options.log);
  if (!first.ok) {
    await caretaker.release?.();
    return err(first.error);
  }
  const { socketDirectory, directory } = site.value;
  const stop = supervise(site.value, caretaker, first.value, options.log);
  return ok({
    connection: { host: socketDirectory, port: PORT, user: ROLE, database: DATABASE },
    directory,
    startedMs: Math.round(performance.now() - began),
    get owner() {
      return caretaker.release !== undefined;
    },
    stop,
  });
}
