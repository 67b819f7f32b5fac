import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeBackup } from "../src/db/backup/write.ts";
import { untilFound } from "./support/desk-patience.ts";
import { type Collector, startCollector } from "./support/otlp-collector.ts";
import { type DeskProcess, deskProcess } from "./support/process.ts";
import { watch } from "./support/watch.ts";

/** What the operator gave the desk. Each is found nowhere by chance. */
const SECRETS = {
  API_TOKEN: "api-zq7Kp3vNw9-token",
  METRICS_TOKEN: "metrics-Xr4Ty8Lm2-token",
  TELEGRAM_BOT_TOKEN: "710001:tg-Hd6Wb1Qs5-token",
  TELEGRAM_WEBHOOK_SECRET: "hook-Jv9Cn4Fz7-secret",
  OPENAI_API_KEY: "sk-model-Pk2Mu8Ge3-key",
  SECRETS_KEY: "desk-Yt5Ra1Ld9-key-of-thirty-two-characters",
  ADMIN_PASSWORD: "admin-Bw3Xh7Oc6-password",
} as const;
const TYPED = { wrongPassword: "guess-Nf8Dk2Se4-password", code: "845190273" } as const;
const ADMIN_EMAIL = "admin@desk.example";

/** What a customer wrote. The words stand on both sides of every fault below. */
const CUSTOMER = {
  name: "نیلوفر رستگارپور",
  phone: "09127654321",
  card: "6037997512345678",
  nationalId: "0084575948",
  words: "ساعت دیواری شکسته رسیده",
} as const;
const COMPLAINT = `${CUSTOMER.words}، ${CUSTOMER.phone}، کارت ${CUSTOMER.card}، کد ملی ${CUSTOMER.nationalId}`;
/** As a database's error, which nobody caught. */
const CRASH = {
  message: `invalid input syntax for type bigint: "${CUSTOMER.words}"`,
  name: "PostgresError",
  code: "22P02",
  detail: CUSTOMER.phone,
  token: SECRETS.API_TOKEN,
};
const CRASH_ON_SIGNAL = new URL("support/crash-on-signal.mjs", import.meta.url);

let desk: DeskProcess;
let collector: Collector;
let messenger: Server;
let model: Server;
let output = "";
let errorBodies = "";
let figures = "";
let backup = "";
const sessions: string[] = [];
const changes = watch();

/** Answers everything with an error that repeats all it was sent, as careless platforms do. */
async function echo(status: number): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const all = `${request.url} ${JSON.stringify(request.headers)} ${Buffer.concat(chunks)}`;
    if (/getMe$/.test(request.url ?? "")) {
      const result = { id: 710001, is_bot: true, first_name: "bot", username: "bot" };
      response.writeHead(200).end(JSON.stringify({ ok: true, result }));
    } else if (/setWebhook|deleteWebhook|getWebhookInfo/.test(request.url ?? "")) {
      response.writeHead(200).end(JSON.stringify({ ok: true, result: true }));
    } else {
      const body = { ok: false, error_code: status, description: all, error: { message: all } };
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function ask(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
  const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  const answer = await fetch(desk.url + path, {
    method,
    headers: { "content-type": "application/json", origin: desk.url, ...headers },
    ...(text !== undefined && { body: text }),
  });
  const said = await answer.text();
  if (answer.status >= 400) errorBodies += `${said}\n`;
  return { status: answer.status, said, headers: answer.headers };
}
const service = { authorization: `Bearer ${SECRETS.API_TOKEN}` };
const fromTelegram = { "x-telegram-bot-api-secret-token": SECRETS.TELEGRAM_WEBHOOK_SECRET };
const heard = (words: string, times = 1) =>
  untilFound(
    changes,
    async () => (output.split(words).length > times ? true : undefined),
    () => `"${words}" in the log`,
  );

let updates = 0;
function update(text: string) {
  updates += 1;
  const from = { id: 4411, is_bot: false, first_name: CUSTOMER.name };
  const chat = { id: 4411, type: "private", first_name: CUSTOMER.name };
  return { update_id: updates, message: { message_id: updates, date: 1_800_000_000, from, chat, text } };
}

beforeAll(async () => {
  collector = await startCollector();
  messenger = await echo(400);
  model = await echo(401);
  const environment = {
    ...SECRETS,
    ADMIN_EMAIL,
    LOG_LEVEL: "trace",
    PUBLIC_URL: "https://desk.example",
    TURN_QUIET_MS: "0",
    TELEGRAM_API_ROOT: urlOf(messenger),
    OPENAI_BASE_URL: `${urlOf(model)}/v1`,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    NODE_OPTIONS: `--import ${CRASH_ON_SIGNAL}`,
    CRASH_ERROR: JSON.stringify(CRASH),
  };
  desk = await deskProcess(environment, [], (text) => {
    output += text;
    changes.changed();
  });
  await desk.start();
});
afterAll(async () => {
  await desk.close();
  await collector.close();
  for (const server of [messenger, model]) {
    server.closeAllConnections();
    server.close();
  }
});

describe("a desk that everything goes wrong for", () => {
  it("is driven through all of it", async () => {
    // A complaint by each channel: the model refuses to read it and the messenger to take the answer, both aloud.
    const chat = JSON.parse((await ask("POST", "/api/chat/sessions", {})).said);
    sessions.push(chat.token);
    const visitor = { authorization: `Bearer ${chat.token}` };
    await ask("POST", "/api/chat/messages", { clientId: "1", text: COMPLAINT }, visitor);
    expect((await ask("POST", "/webhooks/telegram", update(COMPLAINT), fromTelegram)).status).toBe(200);
    await heard('"msg":"turn"', 2);
    await heard('"msg":"delivery"', 2);

    // Who signs in, who guesses, and who hands over what they should not.
    const signedIn = await ask("POST", "/api/auth/sign-in/email", {
      email: ADMIN_EMAIL,
      password: SECRETS.ADMIN_PASSWORD,
    });
    for (const cookie of signedIn.headers.getSetCookie()) sessions.push(/=([^;.]+)/.exec(cookie)?.[1] ?? "");
    expect(sessions.filter((token) => token.length > 8).length).toBeGreaterThan(1);
    await ask("POST", "/api/auth/sign-in/email", { email: ADMIN_EMAIL, password: TYPED.wrongPassword });
    await ask("POST", "/api/auth/two-factor/verify-totp", { code: TYPED.code });
    await ask("GET", `/reset?token=${TYPED.wrongPassword}`);
    await ask("GET", `/api/v1/inbox?q=${CUSTOMER.phone}`, undefined, {
      authorization: `Bearer ${TYPED.wrongPassword}`,
    });

    // Webhooks that are forged, that are no JSON, and that are JSON of something else.
    await ask("POST", "/webhooks/telegram", update(COMPLAINT), {
      "x-telegram-bot-api-secret-token": TYPED.wrongPassword,
    });
    await ask("POST", "/webhooks/telegram", `{"text":"${COMPLAINT}"`, fromTelegram);
    await ask("POST", "/webhooks/telegram", { update_id: COMPLAINT, message: COMPLAINT }, fromTelegram);

    // Requests nobody can serve.
    await ask("GET", `/api/v1/tickets?q=${encodeURIComponent(`${CUSTOMER.words}\0`)}`, undefined, service);
    await ask("GET", `/api/v1/conversations/${CUSTOMER.card}${CUSTOMER.card}`, undefined, service);
    await ask("PUT", "/api/v1/settings", { organisation: 5, zone: COMPLAINT }, service);
    await ask("POST", "/api/v1/conversations/1/messages", `{"text":"${COMPLAINT}`, service);
    await ask("GET", "/metrics");

    // A database that refuses: what comes in, what is decided, and who signs in.
    const database = desk.database();
    const { sql } = database;
    await sql`alter table messages add constraint full_up check (sequence < 0) not valid`;
    expect((await ask("POST", "/webhooks/telegram", update(COMPLAINT), fromTelegram)).status).toBe(500);
    await ask("POST", "/api/chat/messages", { clientId: "2", text: COMPLAINT }, visitor);
    await sql`alter table messages drop constraint full_up`;
    await sql`alter table turns add constraint full_up check (id < 0) not valid`;
    await ask("POST", "/webhooks/telegram", update(COMPLAINT), fromTelegram);
    await heard("a turn failed");
    await sql`alter table turns drop constraint full_up`;
    await sql`alter table sessions rename to sessions_away`;
    await ask("POST", "/api/auth/sign-in/email", { email: ADMIN_EMAIL, password: SECRETS.ADMIN_PASSWORD });
    await sql`alter table sessions_away rename to sessions`;

    const read = await ask("GET", "/metrics", undefined, { authorization: `Bearer ${SECRETS.METRICS_TOKEN}` });
    expect(read.status).toBe(200);
    figures = read.said;
    await writeBackup(sql, async (piece) => {
      backup += piece;
    });
    await untilFound(
      collector.changes,
      async () => collector.raw[0],
      () => "a trace",
    );
    await database.close();

    // And an error nobody caught.
    process.kill(desk.pid(), "SIGUSR2");
    await heard("the desk ended");
    await expect.poll(() => desk.isRunning).toBe(false);
  });

  const places = [
    ["its log and all it prints", () => output],
    ["the errors it answers with", () => errorBodies],
    ["its figures", () => figures],
    ["its traces", () => collector.raw.join("\n")],
  ] as const;

  it.each(places)("keeps every secret out of %s", (_place, text) => {
    expect(text().length).toBeGreaterThan(100);
    const secrets = [...Object.values(SECRETS), ...Object.values(TYPED), ...sessions].filter(
      (secret) => secret.length > 8,
    );
    expect(secrets.filter((secret) => text().includes(secret))).toEqual([]);
  });

  it.each(places)("keeps what the customer said out of %s", (_place, text) => {
    const words = [...Object.values(CUSTOMER), encodeURIComponent(CUSTOMER.words)];
    expect(words.filter((word) => text().includes(word))).toEqual([]);
  });

  it("keeps the operator's secrets out of a backup, which holds the customers' words by design", () => {
    expect(backup).toContain(CUSTOMER.words);
    expect(Object.values(SECRETS).filter((secret) => backup.includes(secret))).toEqual([]);
  });
});
