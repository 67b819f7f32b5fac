import { err, ok, type Result } from "../../../src/core/result.ts";
import type { ConfigError } from "../../../src/ports/channel.ts";
import { isHttpUrl, withoutSlash } from "../../http.ts";

/** One dedicated line of a Kavenegar account. */
export interface KavenegarConfig {
  /** Stands in the path of every call. */
  readonly apiKey: string;
  /** The line, like `30002225`: customers write to it and are answered from it. */
  readonly sender: string;
  /** Without a trailing slash; `https://api.kavenegar.com`. */
  readonly apiRoot: string;
  /** Present: the line's URLs in the panel carry it (`?secret=…`). Absent: the desk pulls. */
  readonly webhookSecret: string | undefined;
  /** Pull although the line pushes too: what a push lost is found, and what came twice is one message. */
  readonly pull?: boolean | undefined;
  /** An HTTP proxy (`http://host:port`) for calls to an `https:` API root. */
  readonly proxy: string | undefined;
}

/** Nothing else proves a delivery, so it must not be guessed. */
const SECRET = /^[A-Za-z0-9_-]{16,256}$/;

/** Checks a configuration; no error text shows the key or the secret. An empty secret is never "no secret". */
export function checkConfig(config: KavenegarConfig): Result<KavenegarConfig, ConfigError> {
  if (!/^[\w+/=-]+$/.test(config.apiKey)) {
    return wrong("The Kavenegar API key is empty or has other characters.", "Copy it from the panel, without spaces.");
  }
  if (!/^\d{3,15}$/.test(config.sender)) {
    return wrong("The Kavenegar line is not a number.", "Write the dedicated line in digits, like 30002225.");
  }
  if (config.webhookSecret !== undefined && !SECRET.test(config.webhookSecret)) {
    return wrong(
      "The Kavenegar webhook secret must be 16 to 256 characters of A-Z a-z 0-9 _ -.",
      "Set one (openssl rand -hex 32), or leave it out altogether to pull instead.",
    );
  }
  if (config.webhookSecret === undefined && config.pull === false) {
    return wrong("Kavenegar neither pushes nor is pulled.", "Set a webhook secret, or let the desk pull.");
  }
  for (const [name, url] of [["API root", config.apiRoot] as const, ["proxy", config.proxy] as const]) {
    if (url !== undefined && !isHttpUrl(url)) {
      return wrong(`The Kavenegar ${name} is not an http(s) URL.`, "Write it in full, like https://api.kavenegar.com.");
    }
  }
  return ok({ ...config, apiRoot: withoutSlash(config.apiRoot) });
}

const wrong = (message: string, hint: string): Result<never, ConfigError> => err({ message, hint });
