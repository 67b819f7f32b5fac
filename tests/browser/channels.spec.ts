import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { memoryAdapter } from "../../adapters/memory/index.ts";
import type { ChannelAdapter, ChannelHealth } from "../../src/ports/channel.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import { findBarriers } from "./axe.ts";
import { type Language, launch, type OpenPage, type TestBrowser } from "./browser.ts";
import { ADMIN, signIn } from "./console.ts";
import { textsOf } from "./texts.ts";

const PUBLIC_URL = "https://desk.example.org";
const say = textsOf("console", "fa");

/** A channel whose platform waits for a phone, and what it says of its health. */
function phoneToLink() {
  const memory = memoryAdapter({ secret: "a-secret-nobody-posts-with" });
  if (!memory.ok) throw new Error(memory.error.message);
  let tell: (health: ChannelHealth) => void = () => {};
  const asksFor = (link: string) => tell({ state: "red", why: "No phone is linked.", hint: "Scan the code.", link });
  const { limits, decode, send } = memory.value;
  const adapter: ChannelAdapter = {
    channel: "whatsapp-web",
    limits,
    decode,
    send,
    listen: (_sink, signal, onHealth = () => {}) => {
      tell = onHealth;
      asksFor("2@first-code");
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    },
  };
  return { adapter, asksFor, isScanned: () => tell({ state: "green" }) };
}

describeWith("chromium", "the channels, at a browser", (chromium) => {
  let browser: TestBrowser;
  let telegram: TelegramApi;
  let desk: Desk;
  let sara: OpenPage;
  let page: Page;
  let bot: Locator;
  const phone = phoneToLink();

  beforeAll(async () => {
    browser = await launch(chromium);
    telegram = await startTelegramApi();
    desk = await aDesk({ env: { ...ADMIN, PUBLIC_URL }, channels: [{ name: "main", adapter: phone.adapter }] });
    sara = await opens("fa");
    page = sara.page;
    bot = page.getByRole("article", { name: say("kind.telegram") });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    await telegram?.close();
  });

  /** Somebody who is signed in, at the page of the channels. */
  async function opens(language: Language, on: "desk" | "phone" = "desk"): Promise<OpenPage> {
    const texts = textsOf("console", language);
    const opened = await browser.open(desk.url, { language, on });
    await opened.page.emulateMedia({ reducedMotion: "reduce" });
    await signIn(opened.page);
    await opened.page.getByRole("link", { name: texts("settings.channels") }).click();
    await opened.page.getByRole("heading", { name: texts("settings.channels"), exact: true }).waitFor();
    await opened.page.getByRole("article", { name: texts("kind.web") }).waitFor();
    return opened;
  }
  const presses = (name: string, where: Page | Locator = page) =>
    where.getByRole("button", { name: say(name), exact: true }).click();
  const isSaidToBe = (state: string) => bot.getByText(say(`health.${state}`), { exact: true }).waitFor();

  it("the web chat is there from the first minute, and nothing of it can be changed", async () => {
    const web = page.getByRole("article", { name: say("kind.web") });
    await web.getByText(say("health.green"), { exact: true }).waitFor();
    expect(await web.getByRole("button").count()).toBe(0);
  });

  it("what cannot be a token is refused at the form, and what was typed stays", async () => {
    await presses("channels.add");
    await page.getByRole("button", { name: say("kind.telegram") }).click();
    await page.locator("[name=token]").fill("not a token");
    await page.locator("[name=apiRoot]").fill(telegram.root);
    await presses("channels.add.submit");
    await page.getByRole("alert").getByText("does not look like 123456:ABC").waitFor();
    expect(await page.locator("[name=token]").inputValue()).toBe("not a token");
    expect(await bot.count()).toBe(0);
  });

  it("a token of nobody's is added, and the channel is down and says why", async () => {
    await page.locator("[name=token]").fill("700:another");
    await presses("channels.add.submit");
    await isSaidToBe("red");
    await bot.getByText("Telegram does not know this bot token.").waitFor();
    await bot.getByText(say("channels.source.entered")).waitFor();
  });

  it("with the right token it is healthy, and a customer is answered", async () => {
    await presses("channels.edit", bot);
    const token = bot.locator("[name=token]");
    expect(await token.inputValue()).toBe("");
    await bot.getByText(say("channels.secret.set")).waitFor();
    await token.fill(telegram.token);
    await presses("common.save", bot);
    await isSaidToBe("green");
    telegram.customer({ id: 7001, firstName: "Leila" }).says("سفارش #48217 نرسیده");
    await telegram.messagesTo(7001, 1);
  });

  it("with a webhook secret it shows the public address, to be copied", async () => {
    await presses("channels.edit", bot);
    await bot.locator("[name=webhookSecret]").fill("hook-secret");
    await presses("common.save", bot);
    await presses("channels.webhook.copy", bot);
    await bot.getByText(say("common.copied")).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(
      new RegExp(`^${PUBLIC_URL}/webhooks/telegram/\\d+$`),
    );
    await isSaidToBe("green");
    expect(telegram.webhook?.url).toContain(PUBLIC_URL);
  });

  it("a secret that may be left out is taken away again", async () => {
    await presses("channels.edit", bot);
    const name = say("channels.secret.remove").replace("{name}", say("setting.webhookSecret"));
    await bot.getByRole("button", { name }).click();
    await presses("common.save", bot);
    await bot.getByText(say("channels.webhook")).waitFor({ state: "detached" });
    await isSaidToBe("green");
  });

  it("is switched off and on, each time after a question", async () => {
    await presses("channels.off", bot);
    await presses("common.cancel", bot);
    await isSaidToBe("green");
    await presses("channels.off", bot);
    await presses("team.do", bot);
    await isSaidToBe("off");
    await presses("channels.on", bot);
    await presses("team.do", bot);
    await isSaidToBe("green");
    const provoked = /status of 400/;
    expect(sara.faults.filter((fault) => !provoked.test(fault))).toEqual([]);
  });

  it("an account that waits for a phone shows a picture to scan, always the newest, until it is scanned", async () => {
    const linked = page.getByRole("article", { name: say("kind.whatsapp-web") });
    const picture = linked.getByRole("img", { name: say("channels.link.qr") });
    await picture.waitFor();
    await linked.getByText(say("channels.ban")).waitFor();
    await linked.getByText(say("channels.source.environment")).waitFor();
    const first = await picture.innerHTML();
    phone.asksFor("2@second-code");
    await expect.poll(() => picture.innerHTML()).not.toBe(first);
    phone.isScanned();
    await picture.waitFor({ state: "detached" });
    await linked.getByText(say("health.green"), { exact: true }).waitFor();
  });

  it.each([
    ["fa", "phone"],
    ["en", "desk"],
  ] as const)("keeps nobody out, by axe: %s on a %s", async (language, on) => {
    const texts = textsOf("console", language);
    const other = (await opens(language, on)).page;
    await other.getByRole("article", { name: texts("kind.telegram") }).waitFor();
    await other.getByRole("button", { name: texts("channels.edit") }).click();
    await other.getByRole("button", { name: texts("channels.add") }).click();
    await other.getByRole("button", { name: texts("kind.whatsapp-web") }).click();
    await other.getByText(texts("channels.ban")).waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await other.emulateMedia({ colorScheme });
      expect(await findBarriers(other), colorScheme).toEqual([]);
    }
    const tooWide = "document.documentElement.scrollWidth > innerWidth";
    expect(await other.evaluate(tooWide)).toBe(false);
  });

  it("an agent sees how the channels are, and changes nothing", async () => {
    const { body } = await desk.api.post<{ path: string }>("/api/v1/invitations", { role: "agent" });
    const colleague = await browser.open(desk.url, { language: "fa" });
    await colleague.page.goto(body.path);
    await colleague.page.locator("[name=name]").fill("مریم");
    await colleague.page.locator("[name=email]").fill("maryam@sepid.example");
    await colleague.page.locator("[name=password]").fill("a-long-password");
    await colleague.page.keyboard.press("Enter");
    await colleague.page.getByRole("link", { name: say("settings.channels") }).click();
    const main = colleague.page.getByRole("main");
    await main.getByText(say("settings.desk.readonly")).waitFor();
    await main.getByRole("article", { name: say("kind.telegram") }).waitFor();
    expect(await main.getByRole("button").count()).toBe(0);
    expect(colleague.faults).toEqual([]);
  });
});
