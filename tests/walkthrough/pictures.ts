import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch, type OpenPage, type TestBrowser } from "../browser/browser.ts";
import { consoleOn } from "../browser/console.ts";
import { aDesk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";
import { startTelegramApi } from "../support/telegram-api.ts";
import { morningClock } from "./clock.ts";
import {
  ASKS_FOR_PERSON,
  itIsOver,
  MARYAM,
  type Morning,
  maryamAnswers,
  maryamSignsUp,
  othersWrite,
  SHOP,
  theCustomerAsksForAPerson,
  theCustomerComplains,
} from "./morning.ts";
import { smallPng } from "./small-png.ts";

const FOLDER = join(import.meta.dirname, "../../docs/pictures");
const DESK = { width: 1280, height: 880 };
/** At two dots a point: shown small beside a text, it stays sharp. */
const PHONE = { x: 0, y: 0, width: 390, height: 844, scale: 2 };

describeWith("chromium", "the pictures of docs/walkthrough.md", (chromium) => {
  let browser: TestBrowser;
  let morning: Morning;
  let opened: OpenPage[];
  let stop: () => Promise<void>;

  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    browser = await launch(chromium);
    const telegram = await startTelegramApi();
    const env = { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root };
    const desk = await aDesk({ settings: SHOP, clock: morningClock(), env });
    stop = async () => {
      await desk.stop();
      await telegram.close();
    };
    opened = [];
    const [customer, agent] = [await phone(desk.url), await browser.open(desk.url, { language: "fa" })];
    await agent.page.setViewportSize(DESK);
    await agent.page.emulateMedia({ reducedMotion: "reduce" });
    opened.push(agent);
    morning = { desk, telegram, customer, agent };
  });
  afterAll(async () => {
    await browser?.close();
    await stop?.();
  });

  async function phone(url: string): Promise<OpenPage> {
    const device = await browser.open(url, { language: "fa", on: "phone" });
    await device.page.emulateMedia({ reducedMotion: "reduce" });
    opened.push(device);
    return device;
  }

  /** The page's own clock stands at the desk's time, as if the page had just been opened. */
  async function reopen(page: Page): Promise<void> {
    await page.clock.setFixedTime(morning.desk.clock.now());
    await page.reload();
  }

  async function picture(page: Page, name: string): Promise<void> {
    await page.evaluate("document.fonts.ready");
    const png = await page.screenshot({ animations: "disabled", caret: "hide" });
    writeFileSync(join(FOLDER, `${name}.png`), smallPng(png));
  }

  async function phonePicture(page: Page, name: string): Promise<void> {
    await page.evaluate("document.activeElement?.blur(); document.fonts.ready");
    const session = await page.context().newCDPSession(page);
    const { data } = await session.send("Page.captureScreenshot", { format: "png", clip: PHONE });
    writeFileSync(join(FOLDER, `${name}.png`), smallPng(Buffer.from(data, "base64")));
  }

  /** As the person's own choice in the settings. */
  async function choose(page: Page, language: string, theme: string): Promise<void> {
    await page.evaluate(`
      localStorage.setItem("hamdel.language", "${language}");
      localStorage.setItem("hamdel.theme", "${theme}");
    `);
    await reopen(page);
    await page.locator(`html[lang=${language}]`).waitFor();
  }

  /** Everything that comes by a request of its own stands in its place. */
  async function settled(page: Page): Promise<void> {
    await page.locator("[data-row]").nth(3).waitFor();
    // The request for a person, the hand-off and its notice.
    await page
      .getByRole("log")
      .getByText(/09:26|۰۹:۲۶/)
      .nth(2)
      .waitFor();
    await page.getByRole("complementary").waitFor();
  }

  it("are taken on one morning", async () => {
    const { customer, agent } = morning;
    const maryam = consoleOn(agent.page);
    await agent.page.clock.setFixedTime(morning.desk.clock.now());
    await maryamSignsUp(morning);
    await othersWrite(morning);

    await theCustomerComplains(morning);
    await phonePicture(customer.page, "chat");
    await theCustomerAsksForAPerson(morning);

    await reopen(agent.page);
    await maryam.opens(ASKS_FOR_PERSON);
    await settled(agent.page);
    await picture(agent.page, "queue");
    await maryamAnswers(morning);
    await phonePicture(customer.page, "chat-person");
    await reopen(agent.page);
    await settled(agent.page);
    await picture(agent.page, "console");

    const hand = await phone(morning.desk.url);
    await hand.page.clock.setFixedTime(morning.desk.clock.now());
    await consoleOn(hand.page).open();
    await consoleOn(hand.page).signsIn(MARYAM.email, MARYAM.password);
    await hand.page.locator("[data-row]").nth(3).waitFor();
    await phonePicture(hand.page, "console-phone");

    await choose(agent.page, "en", "dark");
    await settled(agent.page);
    await picture(agent.page, "console-dark");
    await choose(agent.page, "en", "light");
    await settled(agent.page);
    await agent.page.getByRole("button", { name: "Why this answer?" }).first().click();
    await agent.page.getByRole("dialog").getByText("From the customer’s words").waitFor();
    await picture(agent.page, "why");
    await agent.page.keyboard.press("Escape");

    await choose(agent.page, "fa", "light");
    await settled(agent.page);
    await itIsOver(morning);
    await phonePicture(customer.page, "chat-closed");

    await choose(agent.page, "en", "light");
    await agent.page.goto("/#/settings");
    await agent.page.getByRole("listitem").filter({ hasText: MARYAM.name }).waitFor();
    await picture(agent.page, "settings");

    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
    expect(morning.desk.log).toEqual([]);
  });
});
