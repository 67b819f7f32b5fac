import { isAbsolute, join } from "node:path";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { ConfigError } from "../../src/ports/channel.ts";
import { isHttpUrl } from "../http.ts";

/** One WhatsApp account whose phone is linked to the desk. */
export interface WhatsAppWebConfig {
  /** The desk's data folder. The link is kept below it, and is as good as a password. */
  readonly dataDir: string;
  /** Tells linked accounts of one desk apart; letters, digits, `-` and `_`. Absent: `main`. */
  readonly sessionName?: string | undefined;
  /** Absent: Chromium or Chrome is looked for in its usual places. */
  readonly chromiumPath?: string | undefined;
  /** An HTTP proxy (`http://host:port`) between the browser and WhatsApp. */
  readonly proxy?: string | undefined;
}

/** A configuration that can work. */
export interface CheckedConfig {
  /** Everything of this account: the browser's profile with the link, and how far its messages were taken. */
  readonly folder: string;
  readonly chromiumPath: string | undefined;
  readonly proxy: URL | undefined;
}

export const DEFAULT_SESSION = "main";

const SESSION = /^[\w-]{1,64}$/;

/** Checks a configuration. Whether there is a browser is no part of it: one can be installed while the desk runs. */
export function checkConfig(config: WhatsAppWebConfig): Result<CheckedConfig, ConfigError> {
  const { dataDir, sessionName = DEFAULT_SESSION, chromiumPath, proxy } = config;
  if (dataDir === "") {
    return err({ message: "WhatsApp Web has no folder to keep its link in.", hint: "Set DATA_DIR." });
  }
  if (!SESSION.test(sessionName)) {
    return err({
      message: "The session name of WhatsApp Web must be 1 to 64 letters, digits, - or _.",
      hint: "It names a folder; leave it out where there is one linked phone.",
    });
  }
  if (chromiumPath !== undefined && !isAbsolute(chromiumPath)) {
    return err({
      message: "The path of Chromium is not an absolute path.",
      hint: "Write it in full, like /usr/bin/chromium, or leave it out.",
    });
  }
  if (proxy !== undefined && !isHttpUrl(proxy)) {
    return err({
      message: "The proxy for WhatsApp Web is not an http(s) URL.",
      hint: "Write it in full, like http://proxy.example.org:3128.",
    });
  }
  return ok({
    folder: join(dataDir, "whatsapp-web", sessionName),
    chromiumPath,
    proxy: proxy === undefined ? undefined : new URL(proxy),
  });
}
