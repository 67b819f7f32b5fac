import { err, ok, type Result } from "../../src/core/result.ts";
import type { ConfigError } from "../../src/ports/channel.ts";
import { isHttpUrl, withoutSlash } from "../http.ts";

/** One account of the platform. */
export interface TemplateConfig {
  /** Proves us to the platform. */
  readonly token: string;
  /** Proves the platform to us, in the header `x-template-secret`. */
  readonly webhookSecret: string;
  /** Without a trailing slash. */
  readonly apiRoot: string;
}

/** Spaces are refused because a pasted line end makes a secret that never fits. */
const SECRET = /^\S+$/;

/** Checks a configuration; no error text shows a secret. Fails closed: an empty secret would let anybody in. */
export function checkConfig(config: TemplateConfig): Result<TemplateConfig, ConfigError> {
  if (!SECRET.test(config.token)) {
    return err({ message: "The token is empty or has spaces.", hint: "Copy it from the platform's settings." });
  }
  if (!SECRET.test(config.webhookSecret)) {
    const hint = "Invent one (openssl rand -hex 32), and enter the same one at the platform.";
    return err({ message: "The webhook secret is empty or has spaces.", hint });
  }
  if (!isHttpUrl(config.apiRoot)) {
    return err({
      message: "The API root is not an http(s) URL.",
      hint: "Write it in full, like https://api.example.org.",
    });
  }
  return ok({ ...config, apiRoot: withoutSlash(config.apiRoot) });
}
