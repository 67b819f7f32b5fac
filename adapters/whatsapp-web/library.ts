import { dirname, join } from "node:path";
import type { Client, ClientOptions } from "whatsapp-web.js";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { CheckedConfig } from "./config.ts";
import type { Library } from "./deps.ts";

const LAUNCH_DEADLINE_MS = 60_000;
const CALL_DEADLINE_MS = 60_000;
const PAGE_DEADLINE_MS = 90_000;

/** Loads whatsapp-web.js, an optional dependency. @returns an error's words where it is not installed */
export async function loadLibrary(): Promise<Result<Library, string>> {
  try {
    const { default: library } = await import("whatsapp-web.js");
    return ok({
      createClient: (options) => new library.Client({ ...options, authStrategy: strategyOf(library, options) }),
      createMedia: (mime, base64, name) => new library.MessageMedia(mime, base64, name),
    });
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

type Module = typeof import("whatsapp-web.js");

/** Keeps the link in a folder. That folder is removed by us, when the browser that writes in it is gone. */
function strategyOf({ LocalAuth }: Module, { puppeteer }: ClientOptions) {
  const strategy = new LocalAuth({ dataPath: dirname(puppeteer?.userDataDir ?? "") });
  return Object.assign(strategy, { logout: async () => undefined });
}

/** What a client is made of, for one account and one browser. */
export function clientOptions({ folder, proxy }: CheckedConfig, chromium: string, asRoot: boolean): ClientOptions {
  return {
    authTimeoutMs: PAGE_DEADLINE_MS,
    puppeteer: {
      executablePath: chromium,
      headless: true,
      // The browser ends with the pipe: it does not outlive this process, however that ends. And it opens no port.
      pipe: true,
      timeout: LAUNCH_DEADLINE_MS,
      protocolTimeout: CALL_DEADLINE_MS,
      // The desk stops by itself and in its own order.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        "--no-first-run",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        // Chromium refuses to start as root with its sandbox.
        ...(asRoot ? ["--no-sandbox"] : []),
        ...(proxy ? [`--proxy-server=${proxy.protocol}//${proxy.host}`] : []),
      ],
      userDataDir: profileOf(folder),
    },
    ...(proxy?.username && {
      proxyAuthentication: {
        username: decodeURIComponent(proxy.username),
        password: decodeURIComponent(proxy.password),
      },
    }),
  };
}

/** Where the browser keeps the link. The name is the library's. */
export const profileOf = (folder: string): string => join(folder, "session");

/** Parts of the client that run by themselves: a failure in one of them would end the whole process. */
interface OnItsOwn {
  inject(): Promise<void>;
  destroy(): Promise<void>;
  initWebVersionCache(): Promise<void>;
}

/**
 * Makes a client safe to leave alone. The library starts some of its work from events and waits for none of it; what
 * fails there is told to `onFailure` here. It also never keeps a copy of WhatsApp's page: the newest is the one that works.
 */
export function steady(client: Client, onFailure: (error: unknown) => void): Client {
  const own = client as unknown as OnItsOwn;
  const inject = own.inject.bind(client);
  const destroy = own.destroy.bind(client);
  const changes: OnItsOwn = {
    inject: () => inject().catch(onFailure),
    destroy: () => destroy().catch(() => undefined),
    initWebVersionCache: async () => undefined,
  };
  return Object.assign(client, changes);
}
