import { err, ok, type Result } from "../../src/core/result.ts";
import type { ConfigError } from "../../src/ports/channel.ts";
import { isHttpUrl, withoutSlash } from "../http.ts";

/** The operator's own approved template that asks a customer to write again. */
export interface ReopenTemplate {
  readonly name: string;
  /** As it was approved, like `fa` or `en_US`. */
  readonly language: string;
}

/** One business number on the Cloud API. */
export interface WhatsAppConfig {
  /** The number's id, not the number itself: it is the account's name in every delivery. */
  readonly phoneNumberId: string;
  readonly accessToken: string;
  /** What deliveries are signed with. */
  readonly appSecret: string;
  /** What the platform repeats in its handshake. */
  readonly verifyToken: string;
  /** Without a trailing slash. Absent: {@link API_ROOT}. */
  readonly apiRoot?: string | undefined;
  /** Absent: {@link API_VERSION}. */
  readonly apiVersion?: string | undefined;
  /** Absent: outside the reply window nothing can be asked. */
  readonly reopenTemplate?: ReopenTemplate | undefined;
  /** An HTTP proxy (`http://host:port`) for calls to an `https:` API root. */
  readonly proxy?: string | undefined;
}

const API_ROOT = "https://graph.facebook.com";
const API_VERSION = "v25.0";

/** A configuration that can work, with nothing left open. */
export interface CheckedConfig extends WhatsAppConfig {
  readonly apiRoot: string;
  readonly apiVersion: string;
}

interface Rule {
  readonly name: string;
  readonly shape: RegExp;
  readonly hint: string;
}

/** Spaces are refused because a pasted line end makes a secret that never fits. */
const SECRET = /^\S+$/;
const REQUIRED = {
  phoneNumberId: {
    name: "phone number id",
    shape: /^\d+$/,
    hint: "Copy the phone number ID (digits) from the app's WhatsApp settings; it is not the phone number.",
  },
  accessToken: {
    name: "access token",
    shape: SECRET,
    hint: "Use a token of a system user that never expires, without quotes or spaces.",
  },
  appSecret: {
    name: "app secret",
    shape: SECRET,
    hint: "Copy it from the app's basic settings: without it nobody can tell a real delivery from a forged one.",
  },
  verifyToken: {
    name: "verify token",
    shape: SECRET,
    hint: "Invent one (openssl rand -hex 32), and enter the same one where the app's webhook is set up.",
  },
} as const satisfies Partial<Record<keyof WhatsAppConfig, Rule>>;

/** Checks a configuration; no error text shows a secret. */
export function checkConfig(config: WhatsAppConfig): Result<CheckedConfig, ConfigError> {
  for (const key of ["phoneNumberId", "accessToken", "appSecret", "verifyToken"] as const) {
    const { name, shape, hint } = REQUIRED[key];
    if (config[key] === "") return err({ message: `The WhatsApp ${name} is empty.`, hint });
    if (!shape.test(config[key])) return err({ message: `The WhatsApp ${name} is not written as it must be.`, hint });
  }
  const { apiRoot = API_ROOT, apiVersion = API_VERSION, proxy, reopenTemplate } = config;
  for (const [name, url] of [["API root", apiRoot] as const, ["proxy", proxy] as const]) {
    if (url !== undefined && !isHttpUrl(url)) {
      const hint = `Write it in full, like ${API_ROOT}.`;
      return err({ message: `The WhatsApp ${name} is not an http(s) URL.`, hint });
    }
  }
  if (!/^v\d+\.\d+$/.test(apiVersion)) {
    return err({ message: "The WhatsApp API version is not a version.", hint: `Write it like ${API_VERSION}.` });
  }
  if (reopenTemplate && !(SECRET.test(reopenTemplate.name) && SECRET.test(reopenTemplate.language))) {
    const hint = "Give the approved template's name and its language, like desk_reopen and en_US, or leave out both.";
    return err({ message: "The WhatsApp template lacks its name or language.", hint });
  }
  return ok({ ...config, apiRoot: withoutSlash(apiRoot), apiVersion });
}
