import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { parse, stringify } from "node:querystring";
import type { RawRequest, Verdict } from "../../../src/ports/channel.ts";
import { readForms } from "../form.ts";
import type { TwilioSettings } from "./config.ts";

const SIGNATURE_HEADER = "x-twilio-signature";

const forged = (why: string): Verdict => ({ kind: "forged", why });

/**
 * Judges a request by its signature over the public URL and every parameter, and by the account it names.
 * A JSON body is signed by its hash in the query (`bodySHA256`), a GET by its URL alone; a body that came with a GET
 * counts as parameters, so that it cannot travel under the signature of an empty one.
 * Source: Twilio's "Webhooks security".
 */
export function verdictBySignature(request: RawRequest, settings: TwilioSettings): Verdict {
  const presented = request.headers[SIGNATURE_HEADER];
  const address = request.url.startsWith("/") ? settings.publicUrl + request.url : request.url;
  if (presented === undefined) return forged(`header ${SIGNATURE_HEADER} is missing`);
  if (!URL.canParse(address)) return forged("the request has no public URL");

  const body = Buffer.from(request.body);
  const bodyHash = new URL(address).searchParams.get("bodySHA256");
  const parameters = bodyHash === null ? signedText(body.toString("utf8")) : "";
  const isSigned = (url: string) => same(presented, signatureOf(settings.authToken, url + parameters));
  if (!spellingsOf(address).some(isSigned)) return forged(`header ${SIGNATURE_HEADER} is wrong`);
  if (bodyHash !== null && !same(bodyHash, createHash("sha256").update(body).digest("hex"))) {
    return forged("the body is not the one that was signed");
  }

  const forms = readForms(body.length > 0 ? request.body : new URL(address).search.slice(1));
  const isOurs = forms.ok && forms.value.every((fields) => fields.get("AccountSid") === settings.accountSid);
  return isOurs ? { kind: "genuine" } : forged("it is of another account");
}

const signatureOf = (token: string, text: string): string => createHmac("sha1", token).update(text).digest("base64");

/** Names in order, each followed by its values: of a repeated name every different value, in order. */
function signedText(body: string): string {
  const parameters = new URLSearchParams(body);
  const names = [...new Set(parameters.keys())].sort();
  return names.flatMap((name) => [...new Set(parameters.getAll(name))].sort().map((value) => name + value)).join("");
}

/** Twilio signs the URL it was given, with or without the port; some of its back ends escape it first. */
function spellingsOf(url: string): readonly string[] {
  const escaped = new URL(url).href;
  const start = escaped.indexOf("?") + 1;
  const query = start === 0 ? "" : escaped.slice(start);
  const reEscaped = query === "" ? escaped : escaped.slice(0, start) + stringify(parse(query));
  return [url, escaped, reEscaped].flatMap((one) => [withoutPort(one), withPort(one)]);
}

const AUTHORITY = /^([a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?(?:\[[^\]]*\]|[^/?#:]*))(:\d*)?/i;

const withoutPort = (url: string): string => url.replace(AUTHORITY, "$1");

function withPort(url: string): string {
  const standard = /^https:/i.test(url) ? ":443" : ":80";
  return url.replace(AUTHORITY, (_all, host: string, port: string | undefined) => host + (port || standard));
}

function same(presented: string, expected: string): boolean {
  const [one, other] = [Buffer.from(presented), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
