import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const PACKAGES = ["grammy", "telegraf", "@types"];

const BOT = `
import { Bot } from "grammy";
import { DESK_UPDATES, type HostUpdate, openDesk } from "hamdel/telegram";
import { Telegraf } from "telegraf";

const bot = new Bot("1:a");
const accepts = (update: HostUpdate, usually: boolean) => usually && update.message?.text !== "x";
const desk = await openDesk(bot, { accepts, settings: { PORT: "3000" } });
bot.use(desk.middleware);
await bot.start({ allowed_updates: [...DESK_UPDATES, "inline_query"] });

const telegraf = new Telegraf("1:a");
telegraf.use((await openDesk(telegraf)).middleware);
export const link: string | null = desk.setupUrl;
// @ts-expect-error  There is no such option: it is seen, so the types are found.
await openDesk(bot, { port: 3000 });
`;

it("the package's types fit a grammY and a Telegraf bot written in strict TypeScript", async () => {
  const outside = tempFolder();
  const modules = join(outside.path, "node_modules");
  mkdirSync(modules);
  symlinkSync(PROJECT, join(modules, "hamdel"));
  for (const name of PACKAGES) symlinkSync(join(PROJECT, "node_modules", name), join(modules, name));
  writeFileSync(join(outside.path, "package.json"), '{ "name": "a-shop", "type": "module" }');
  writeFileSync(join(outside.path, "bot.ts"), BOT);
  const compilerOptions = { module: "NodeNext", target: "ES2022", strict: true, noEmit: true, skipLibCheck: true };
  writeFileSync(
    join(outside.path, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...compilerOptions, types: ["node"] }, files: ["bot.ts"] }),
  );
  const tsc = join(PROJECT, "node_modules/typescript/bin/tsc");
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", outside.path]).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe("");
  outside.remove();
});
