import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { codeIn } from "../story/tongues.ts";
import { bodyOf, type ConversationWire, type RestClient, restClient } from "../support/desk-wire.ts";
import { freePort } from "../support/free-port.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import { telegramPerson } from "../support/telegram-person.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const API_TOKEN = "a-service-token-for-the-tests";

const close: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of close.splice(0).reverse()) await step();
});

/** The example as a program of its own. */
async function runExample(folder: string, telegram: TelegramApi) {
  if (!existsSync(join(PROJECT, "dist/server/src/mount/telegram.js"))) {
    throw new Error("The desk is not built: `npm test` builds it, and so does `npm run build`.");
  }
  const data = tempFolder();
  close.push(data.remove);
  const port = await freePort();
  const said: string[] = [];
  const child: ChildProcess = spawn(process.execPath, ["bot.mjs"], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      BOT_TOKEN: telegram.token,
      API_ROOT: telegram.root,
      PORT: String(port),
      DATA_DIR: data.path,
      DESK_API_TOKEN: API_TOKEN,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  close.push(async () => {
    if (child.exitCode === null) child.kill("SIGKILL");
    await ended;
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => said.push(String(chunk)));
  const died = ended.then(() => {
    throw new Error(`The example ended:\n${said.join("")}`);
  });
  await Promise.race([telegram.calls("getUpdates", 1), died]);
  const url = `http://127.0.0.1:${port}`;
  return {
    api: restClient(
      () => url,
      () => API_TOKEN,
    ),
    said: () => said.join(""),
    async terminate(): Promise<number | null> {
      child.kill("SIGTERM");
      await ended;
      return child.exitCode;
    },
  };
}

const inbox = async (api: RestClient): Promise<readonly ConversationWire[]> =>
  bodyOf(await api.get<{ items: readonly ConversationWire[] }>("/api/v1/conversations?channel=telegram")).items;

/** A complaint, the shop's own command, a person, and back to the bot. */
async function theStory(folder: string): Promise<void> {
  const telegram = await startTelegramApi();
  close.push(telegram.close);
  const example = await runExample(folder, telegram);
  const { api } = example;
  expect(example.said()).toContain("First admin, once: http");

  const sara = telegramPerson(telegram, 700001, "سارا");
  sara.says("سفارش #48217 من هنوز نرسیده");
  const answer = await sara.reply();
  expect(answer.text).toContain("#48217");
  const code = codeIn(answer.text);

  sara.says("/price");
  expect((await sara.reply()).text).toBe("قیمت امروز: ۱۲۰٬۰۰۰ تومان");

  const [conversation] = await inbox(api);
  const path = `/api/v1/conversations/${conversation?.id}`;
  bodyOf(await api.post(`${path}/messages`, { text: "سلام، من رضا هستم.", agentId: "reza" }));
  expect((await sara.reply()).text).toBe("سلام، من رضا هستم.");
  expect((await inbox(api))[0]).toMatchObject({ state: "human", ticket: { code } });

  bodyOf(await api.post(`${path}/release`, { agentId: "reza" }));
  expect((await inbox(api))[0]).toMatchObject({ state: "bot" });
  sara.says(code);
  let status = await sara.reply();
  while (!status.text.includes(code)) status = await sara.reply();

  expect(await example.terminate()).toBe(0);
  expect(telegram.unconfirmed).toBe(0);
  expect(example.said()).not.toContain(telegram.token);
}

describe("an example", () => {
  it("in grammY tells its prices and has a desk", () => theStory(join(PROJECT, "examples/grammy-bot")));

  it("in Telegraf does, as a project of its own that depends on the desk", () => {
    const outside = tempFolder();
    close.push(outside.remove);
    mkdirSync(join(outside.path, "node_modules"));
    symlinkSync(PROJECT, join(outside.path, "node_modules/hamdel"));
    symlinkSync(join(PROJECT, "node_modules/telegraf"), join(outside.path, "node_modules/telegraf"));
    writeFileSync(join(outside.path, "package.json"), '{ "name": "a-shop", "private": true }');
    cpSync(join(PROJECT, "examples/telegraf-bot/bot.mjs"), join(outside.path, "bot.mjs"));
    return theStory(outside.path);
  });
});
