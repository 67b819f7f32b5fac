import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";
import { findBarriers } from "./axe.ts";
import { type Language, launch, type Reader, type TestBrowser } from "./browser.ts";
import { ADMIN, signIn } from "./console.ts";
import { textsOf } from "./texts.ts";

const LANGUAGES: readonly Language[] = ["fa", "en"];
const THEMES = ["light", "dark"] as const;
/** A dozen pages, each looked through twice. */
const PATIENCE_MS = 240_000;
const WANTS_A_PERSON = "می‌خوام با یک نفر حرف بزنم";

describeWith("chromium", "what keeps nobody out, by axe", (chromium) => {
  let desk: Desk;
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = await launch(chromium);
    desk = await aDesk({ settings: { organisation: "فروشگاه سپید" }, env: ADMIN });
    const customer = await desk.visitor();
    await customer.says("برای بار سوم می‌گم سفارش #48217 نرسیده");
    await customer.reply();
    await customer.says(WANTS_A_PERSON);
    await customer.reply();
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  async function open(reader: Reader): Promise<Page> {
    const { page } = await browser.open(desk.url, reader);
    await page.emulateMedia({ reducedMotion: "reduce" });
    return page;
  }

  /** As the page stands, in every light. */
  async function keepsNobodyOut(page: Page): Promise<void> {
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      expect(await findBarriers(page), colorScheme).toEqual([]);
    }
  }

  async function intoTheQueue(page: Page, language: Language): Promise<void> {
    const say = textsOf("console", language);
    await signIn(page);
    await page.getByRole("heading", { name: say("queue.title"), exact: true }).waitFor();
    await page.locator("[data-row]").first().waitFor();
  }

  describe.each(LANGUAGES)("in %s", { timeout: PATIENCE_MS }, (language) => {
    const say = textsOf("console", language);

    it("the doors: signing in, also in vain, an account by a link, a new password", async () => {
      const page = await open({ language });
      await page.goto("/");
      await page.getByRole("button", { name: say("login.submit") }).waitFor();
      await keepsNobodyOut(page);
      await page.locator("[name=email]").fill("nobody@sepid.example");
      await page.locator("[name=password]").fill("not-the-password");
      await page.keyboard.press("Enter");
      await page.getByText(say("login.wrong")).waitFor();
      await keepsNobodyOut(page);

      for (const path of ["/setup", "/setup?token=x", "/reset?token=x"]) {
        await page.goto(path);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await keepsNobodyOut(page);
      }
    });

    it("the desk: queue, conversation, why, menu, keys, an empty search, settings, tickets, channels, account, audit log", async () => {
      const page = await open({ language });
      await intoTheQueue(page, language);
      await keepsNobodyOut(page);

      await page.locator("[data-row]").first().click();
      await page.getByRole("article").nth(2).waitFor();
      await page.getByRole("complementary").waitFor();
      await keepsNobodyOut(page);

      await page
        .getByRole("button", { name: say("why.open") })
        .first()
        .click();
      await page.getByRole("dialog").getByText(say("why.heard")).waitFor();
      await keepsNobodyOut(page);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });

      await page.getByRole("button", { name: say("keys.title") }).click();
      await page.getByRole("dialog").getByText(say("keys.search")).waitFor();
      await keepsNobodyOut(page);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });

      await page.getByRole("button", { name: say("rail.account") }).click();
      await page.getByRole("menuitem").first().waitFor();
      await keepsNobodyOut(page);
      await page.keyboard.press("Escape");
      await page.getByRole("menuitem").first().waitFor({ state: "detached" });

      await page.getByRole("textbox", { name: say("queue.search") }).fill("nobody is called this");
      await page.getByText(say("queue.empty.search")).waitFor();
      await keepsNobodyOut(page);

      await page.goto("/#/settings");
      await page.getByRole("heading", { name: say("settings.team") }).waitFor();
      await keepsNobodyOut(page);
      for (const place of ["tickets", "channels", "me", "audit"]) {
        await page.goto(`/#/${place}`);
        await page.getByRole("main").getByRole("listitem").first().waitFor();
        await keepsNobodyOut(page);
      }
    });

    it("the desk on a phone: queue, conversation, what we know, settings", async () => {
      const page = await open({ language, on: "phone" });
      await intoTheQueue(page, language);
      await keepsNobodyOut(page);
      await page.locator("[data-row]").first().click();
      await page.getByRole("article").nth(2).waitFor();
      await keepsNobodyOut(page);
      await page.getByRole("link", { name: say("chat.about") }).click();
      await page.getByRole("complementary").waitFor();
      await keepsNobodyOut(page);
      await page.goto("/#/settings");
      await page.getByRole("heading", { name: say("settings.team") }).waitFor();
      await keepsNobodyOut(page);
    });

    it("the customer's page: the welcome, an answer, and while the line is down", async () => {
      const page = await open({ language, on: "phone" });
      const chat = textsOf("widget", language);
      await page.goto("/chat");
      await page.getByRole("button", { name: chat("welcome.start.1") }).waitFor();
      await keepsNobodyOut(page);
      await page.getByRole("button", { name: chat("welcome.start.1") }).click();
      await page.getByRole("log").getByText(/\d{9}/).waitFor();
      await keepsNobodyOut(page);
      await page.context().setOffline(true);
      await page
        .getByRole("status")
        .filter({ hasText: chat("state.lost") })
        .waitFor();
      await page.getByRole("textbox").fill("…");
      await page.getByRole("button", { name: chat("composer.send") }).click();
      await page.getByText(chat("waiting")).waitFor();
      await keepsNobodyOut(page);
    });
  });

  it("is watched: a picture without words and a pale text are both seen", async () => {
    const page = await open({ language: "en" });
    await page.goto("/chat");
    await page.getByRole("textbox").waitFor();
    await page.evaluate(`
      document.querySelector("h1").style.color = "#ccc";
      document.body.append(new Image());
    `);
    const barriers = (await findBarriers(page)).join("\n");
    expect(barriers).toContain("color-contrast");
    expect(barriers).toContain("image-alt");
  });
});
