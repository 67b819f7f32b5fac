import { EventEmitter } from "node:events";
import { join } from "node:path";
import wweb, { type Client } from "whatsapp-web.js";
import { type WhatsAppWebDeps, whatsappWebAdapter } from "../../../adapters/whatsapp-web/index.ts";
import type { ChannelAdapter, ChannelHealth, InboundEvent } from "../../../src/ports/channel.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { until, watch } from "../../support/watch.ts";
import { WhatsAppPage } from "../../support/whatsapp-web-page.ts";
import { ownTime } from "../../support/whatsapp-web-time.ts";

/** A real client of the library, on a simulated page. */
export interface Linked {
  readonly page: WhatsAppPage;
  readonly client: Client;
  readonly browser: EventEmitter;
}

export type WhatsAppWebUnderTest = ReturnType<typeof openDesk>;

const program = process.execPath;
export const PROXY_PASSWORD = "a-proxys-password";
const PROXY = `http://desk:${PROXY_PASSWORD}@proxy.example.org:3128`;

/**
 * A desk that listens to a linked phone.
 * @param prepare  what the n-th page is like, from 0, before the library begins with it
 * @param dataDir  an existing folder; else a new one
 */
export function openDesk(
  prepare: (page: WhatsAppPage, nth: number) => void = () => undefined,
  given: { readonly dataDir?: string; readonly sink?: (events: readonly InboundEvent[]) => Promise<void> } = {},
) {
  const folder = tempFolder(0o700);
  const dataDir = given.dataDir ?? folder.path;
  const changes = watch();
  const time = ownTime();
  const heard: InboundEvent[] = [];
  const health: ChannelHealth[] = [];
  const lines: string[] = [];
  const said: string[] = [];
  const clients: Linked[] = [];
  const stop = new AbortController();
  const locks = new Set<string>();
  const write = (fields: object, message: string): void => void lines.push(`${message} ${JSON.stringify(fields)}`);

  const createClient: WhatsAppWebDeps["createClient"] = (options) => {
    const page = new WhatsAppPage();
    const browser = new EventEmitter();
    const client = new wweb.Client(options);
    const open = Object.assign(browser, {
      isConnected: () => true,
      process: () => null,
      close: async () => void browser.emit("disconnected"),
    });
    clients.push({ page, client, browser });
    const own = client as unknown as { inject(): Promise<void> };
    client.initialize = async () => {
      prepare(page, clients.length - 1);
      Object.assign(client, { pupBrowser: open, pupPage: page });
      await own.inject();
      if (page.socketState === "CONNECTED") page.syncs();
    };
    changes.changed();
    return client;
  };
  const built = whatsappWebAdapter(
    { dataDir, chromiumPath: program, proxy: PROXY },
    {
      ...time,
      createClient,
      log: { info: write, warn: write },
      random: () => 0.5,
      say: (text) => void said.push(text),
      takeLock: async (name) => {
        if (locks.has(name)) return undefined;
        locks.add(name);
        return async () => void locks.delete(name);
      },
    },
  );
  if (!built.ok) throw new Error(`${built.error.message} ${built.error.hint}`);
  const adapter: ChannelAdapter = built.value;
  const sink = async (events: readonly InboundEvent[]): Promise<void> => {
    await given.sink?.(events);
    heard.push(...events);
    changes.changed();
  };
  const listening = adapter.listen?.(sink, stop.signal, (state) => {
    health.push(state);
    changes.changed();
  });
  return {
    adapter,
    clients,
    heard,
    health,
    lines,
    said,
    time,
    dataDir,
    folder: join(dataDir, "whatsapp-web", "main"),
    listening,
    /** Resolves as soon as something holds. */
    reaches: (look: () => boolean) => until(changes, () => look() || undefined),
    /** The page in use. */
    page: () => {
      const page = clients.at(-1)?.page;
      if (page === undefined) throw new Error("there is no page yet");
      return page;
    },
    /** Ends the listening; another one may begin. */
    async pause() {
      stop.abort();
      await listening;
    },
    /** Tells what becomes of another listening. */
    noteHealth: (state: ChannelHealth) => {
      health.push(state);
      changes.changed();
    },
    async close() {
      stop.abort();
      await listening;
      folder.remove();
    },
  };
}

/** Resolves when the desk can send. */
export async function green(desk: WhatsAppWebUnderTest): Promise<void> {
  await desk.reaches(() => desk.health.at(-1)?.state === "green");
}
