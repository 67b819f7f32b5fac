import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { signatureOf } from "../support/whatsapp-feed.ts";
import type { Body } from "./bodies.ts";

type Headers = Readonly<Record<string, string>>;

/** A request as it goes over the wire. */
export interface Shot {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: Body;
}

/** A platform that posts to the desk, and everybody who claims to be it. */
export interface Assailed {
  readonly name: string;
  /** What the desk is started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** The variables that hold what proves a delivery, or our side to the platform. */
  readonly secrets: readonly string[];
  readonly fixtures: readonly string[];
  readonly encode: (fields: unknown) => string;
  readonly proved: (body: Body) => Shot;
  /** Everything that is no proof of this body. */
  readonly unproved: readonly ((body: Body) => Shot)[];
}

export const PUBLIC_URL = "https://desk.example.org";
/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:1";
const SECRET = "s3cret-of_the-hostile-tests";
const ACCOUNT = `AC${"0123456789abcdef".repeat(2)}`;
const TOKEN = "test-auth-token";

function fixturesOf(platform: string): readonly string[] {
  const folder = new URL(`../fixtures/${platform}/`, import.meta.url);
  return readdirSync(folder).map((file) => readFileSync(new URL(file, folder), "utf8"));
}

const json = (fields: unknown): string => JSON.stringify(fields) ?? "undefined";
const textOf = (body: Body): string => (typeof body === "string" ? body : Buffer.from(body).toString("utf8"));

function form(fields: unknown): string {
  if (typeof fields !== "object" || fields === null) return String(fields);
  const said = Object.entries(fields).map(([name, value]): [string, string] => [
    name,
    typeof value === "object" ? json(value) : String(value),
  ]);
  return new URLSearchParams(said).toString();
}

const post =
  (path: string, type: string) =>
  (headers: Headers) =>
  (body: Body): Shot => ({ method: "POST", path, headers: { "content-type": type, ...headers }, body });

const TYPES = [
  "text/plain",
  "multipart/form-data; boundary=x",
  "application/xml",
  "application/octet-stream",
  "",
  "🙂",
];

/** Claims that are none, whatever the platform: other methods, other types, other addresses. */
function claims(path: string, header: string, wrong: readonly string[]): readonly ((body: Body) => Shot)[] {
  const asIs = post(path, "application/json");
  return [
    asIs({}),
    ...wrong.map((proof) => asIs({ [header]: proof })),
    ...TYPES.filter((type) => /^[\x20-\x7e]+$/.test(type)).map((type) =>
      post(path, type)({ [header]: wrong[0] ?? "" }),
    ),
    ...["PUT", "DELETE", "PATCH", "OPTIONS"].map((method) => (body: Body) => ({ ...asIs({})(body), method })),
    () => ({ method: "GET", path, headers: { [header]: wrong[0] ?? "" }, body: "" }),
    () => ({ method: "HEAD", path, headers: {}, body: "" }),
    post(`${path}/999999`, "application/json")({}),
    post(`${path}/../telepathy`, "application/json")({}),
    post("/webhooks/memory", "application/json")({ "x-memory-secret": "" }),
  ];
}

const telegramHeader = "x-telegram-bot-api-secret-token";
const telegramPost = post("/webhooks/telegram", "application/json");

const telegram: Assailed = {
  name: "telegram",
  environment: {
    TELEGRAM_BOT_TOKEN: "700:test-token",
    TELEGRAM_API_ROOT: NOWHERE,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
  },
  secrets: ["TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET"],
  fixtures: fixturesOf("telegram"),
  encode: json,
  proved: telegramPost({ [telegramHeader]: SECRET }),
  unproved: claims("/webhooks/telegram", telegramHeader, [
    "yesterday's-secret",
    "",
    SECRET.slice(1),
    `${SECRET}x`,
    SECRET.toUpperCase(),
    "x".repeat(4_000),
  ]),
};

const whatsappHeader = "x-hub-signature-256";
const whatsappPost = post("/webhooks/whatsapp", "application/json");
const whatsappSigned = (key: string) => (body: Body) =>
  whatsappPost({ [whatsappHeader]: signatureOf(body, key) })(body);

const whatsapp: Assailed = {
  name: "whatsapp",
  environment: {
    WHATSAPP_PHONE_NUMBER_ID: "100200300400500",
    WHATSAPP_ACCESS_TOKEN: "EAAtesttoken",
    WHATSAPP_APP_SECRET: SECRET,
    WHATSAPP_VERIFY_TOKEN: "verify-t0ken",
    WHATSAPP_API_ROOT: NOWHERE,
  },
  secrets: ["WHATSAPP_ACCESS_TOKEN", "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN"],
  fixtures: fixturesOf("whatsapp"),
  encode: json,
  proved: whatsappSigned(SECRET),
  unproved: [
    ...claims("/webhooks/whatsapp", whatsappHeader, [
      signatureOf("an older body", SECRET),
      "",
      "sha256=",
      `sha256=${"0".repeat(63)}`,
      `sha1=${createHmac("sha1", SECRET).update("x").digest("hex")}`,
      "x".repeat(4_000),
    ]),
    whatsappSigned("yesterday's secret"),
    (body) => whatsappPost({ [whatsappHeader]: signatureOf(body, SECRET).slice(0, -2) })(body),
    (body) => whatsappPost({ [whatsappHeader]: signatureOf(body, SECRET).slice("sha256=".length) })(body),
    () => ({ method: "GET", path: "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1", headers: {}, body: "" }),
    () => ({
      method: "GET",
      path: "/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=&hub.challenge=1",
      headers: {},
      body: "",
    }),
  ],
};

const twilioHeader = "x-twilio-signature";
const twilioPost = post("/webhooks/twilio", "application/x-www-form-urlencoded");

/** As Twilio's own library signs a form: of a repeated name every value counts. */
function twilioSigned(token: string, body: Body): string {
  const said = new URLSearchParams(textOf(body));
  const parameters = Object.fromEntries([...new Set(said.keys())].map((name) => [name, said.getAll(name)]));
  return getExpectedTwilioSignature(token, `${PUBLIC_URL}/webhooks/twilio`, parameters);
}

const twilio: Assailed = {
  name: "twilio",
  environment: {
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_FROM: "+15005550006",
    TWILIO_API_ROOT: NOWHERE,
  },
  secrets: ["TWILIO_AUTH_TOKEN"],
  fixtures: fixturesOf("twilio"),
  encode: form,
  proved: (body) => twilioPost({ [twilioHeader]: twilioSigned(TOKEN, body) })(body),
  unproved: [
    ...claims("/webhooks/twilio", twilioHeader, [
      twilioSigned(TOKEN, "Body=older"),
      "",
      "MA==",
      "A".repeat(28),
      "x".repeat(4_000),
    ]),
    (body) => twilioPost({ [twilioHeader]: twilioSigned("yesterday's token", body) })(body),
    (body) => twilioPost({ [twilioHeader]: twilioSigned(TOKEN, body).slice(0, -2) })(body),
    () => ({
      method: "GET",
      path: `/webhooks/twilio?AccountSid=${ACCOUNT}&MessageSid=SM1&From=1`,
      headers: {},
      body: "",
    }),
  ],
};

const kavenegarPath = "/webhooks/kavenegar";
const byForm = (query: string) => post(kavenegarPath + query, "application/x-www-form-urlencoded")({});

const kavenegar: Assailed = {
  name: "kavenegar",
  environment: {
    KAVENEGAR_API_KEY: "746573742D6B6579",
    KAVENEGAR_SENDER: "30002225",
    KAVENEGAR_API_ROOT: NOWHERE,
    KAVENEGAR_WEBHOOK_SECRET: SECRET,
  },
  secrets: ["KAVENEGAR_API_KEY", "KAVENEGAR_WEBHOOK_SECRET"],
  fixtures: fixturesOf("kavenegar"),
  encode: form,
  proved: byForm(`?secret=${SECRET}`),
  unproved: [
    ...claims(kavenegarPath, "x-secret", [SECRET, ""]),
    byForm("?secret="),
    byForm("?secret=yesterdays-secret-of-the-line"),
    byForm(`?secret=${SECRET.slice(1)}`),
    byForm(`?secret=${SECRET}x`),
    byForm(`?secret=${SECRET}&secret=${SECRET}`),
    byForm(`?SECRET=${SECRET}`),
    () => ({ method: "GET", path: `${kavenegarPath}?messageid=1&from=09120000001&message=x`, headers: {}, body: "" }),
  ],
};

export const ASSAILED: readonly Assailed[] = [telegram, whatsapp, twilio, kavenegar];
