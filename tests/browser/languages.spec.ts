import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";
import { type Language, launch, type TestBrowser } from "./browser.ts";
import { ADMIN } from "./console.ts";

interface Tongue {
  readonly language: Language;
  readonly direction: "rtl" | "ltr";
  readonly complaint: string;
  /** The words above the queue, and what the chat page says of itself. */
  readonly queue: string;
  readonly answering: string;
  readonly signIn: string;
}

const TONGUES: readonly Tongue[] = [
  {
    language: "fa",
    direction: "rtl",
    complaint: "سفارش #48217 من هنوز نرسیده",
    queue: "صف انتظار",
    answering: "دستیار خودکار پاسخ می‌دهد",
    signIn: "ورود",
  },
  {
    language: "ar",
    direction: "rtl",
    complaint: "طلبي رقم #48217 لم يصل حتى الآن",
    queue: "قائمة الانتظار",
    answering: "المساعد الآلي يجيب",
    signIn: "دخول",
  },
  {
    language: "en",
    direction: "ltr",
    complaint: "my order #48217 has not arrived",
    queue: "Queue",
    answering: "The automatic assistant answers",
    signIn: "Sign in",
  },
];

/** Names of texts, such as `queue.empty.all`: none of them is for a reader. Those without a dot are ordinary words. */
function namesOfTexts(page: "console" | "widget"): readonly string[] {
  const file = join(import.meta.dirname, `../../src/${page}/locales/en.json`);
  return Object.keys(JSON.parse(readFileSync(file, "utf8"))).filter((key) => key.includes("."));
}

/** Names of texts and unfilled places that stand on the page. */
async function rawTexts(page: Page, of: "console" | "widget"): Promise<readonly string[]> {
  const shown = await page.locator("body").innerText();
  const words = new Set(shown.split(/[\s()·:؛،]+/));
  return [...namesOfTexts(of).filter((name) => words.has(name)), ...(shown.match(/\{\w+\}/g) ?? [])];
}

async function standsAs(page: Page, { language, direction }: Tongue): Promise<void> {
  await page.locator(`html[lang=${language}][dir=${direction}]`).waitFor();
}

describeWith("chromium", "the pages in each language", (chromium) => {
  let desk: Desk;
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = await launch(chromium);
    desk = await aDesk({ env: ADMIN });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  describe.each(TONGUES)("$language", (tongue) => {
    it("the chat page stands in its direction, says no name of a text, and answers", async () => {
      const { page, faults } = await browser.open(desk.url, tongue);
      await page.goto("/chat");
      await page.getByRole("status").filter({ hasText: tongue.answering }).waitFor();
      await standsAs(page, tongue);
      expect(await rawTexts(page, "widget")).toEqual([]);

      await page.getByRole("textbox").fill(tongue.complaint);
      await page.keyboard.press("Enter");
      const answer = page.getByRole("log").getByRole("article").nth(1);
      await answer.getByText("#48217").waitFor();
      expect(await rawTexts(page, "widget")).toEqual([]);
      expect(faults).toEqual([]);
    });

    it("the agents' page stands in its direction and says no name of a text, from the door to the settings", async () => {
      const { page, faults } = await browser.open(desk.url, tongue);
      await page.goto("/");
      await page.getByRole("button", { name: tongue.signIn, exact: true }).waitFor();
      await standsAs(page, tongue);
      expect(await rawTexts(page, "console")).toEqual([]);

      await page.locator("[name=email]").fill(ADMIN.ADMIN_EMAIL);
      await page.locator("[name=password]").fill(ADMIN.ADMIN_PASSWORD);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: tongue.queue, exact: true }).waitFor();
      await page.locator("[data-row]").first().click();
      await page.getByRole("article").nth(1).waitFor();
      await page.getByRole("complementary").waitFor();
      expect(await rawTexts(page, "console")).toEqual([]);

      await page.goto("/#/settings");
      await page.getByRole("heading", { level: 2 }).nth(3).waitFor();
      expect(await rawTexts(page, "console")).toEqual([]);
      expect(faults).toEqual([]);
    });
  });

  it("are watched: a script in the page, a call to elsewhere, an error and a raw text are all seen", async () => {
    const { page, faults } = await browser.open(desk.url, { language: "en" });
    await page.goto("/chat");
    await page.getByRole("textbox").waitFor();
    await page.evaluate(`
      document.body.append(Object.assign(document.createElement("script"), { textContent: "0" }));
      document.body.append("state.bot {name}");
      setTimeout(() => { throw new Error("stumbled"); });
      new Promise((done) => {
        const picture = new Image();
        picture.onerror = picture.onload = done;
        picture.src = "https://elsewhere.invalid/picture.png";
      });
    `);
    await expect.poll(() => faults.join("\n")).toContain("threw: stumbled");
    expect(faults.join("\n")).toMatch(/inline script/);
    expect(faults.join("\n")).toMatch(/elsewhere\.invalid/);
    expect(await rawTexts(page, "widget")).toEqual(["state.bot", "{name}"]);
  });
});
