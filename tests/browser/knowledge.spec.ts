import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";
import { findBarriers } from "./axe.ts";
import { type Language, launch, type OpenPage, type TestBrowser } from "./browser.ts";
import { ADMIN, signIn } from "./console.ts";
import { textsOf } from "./texts.ts";

const say = textsOf("console", "fa");
const HOURS = "جمعه‌ها از ساعت ۱۶ تا ۲۱ باز هستیم.";
const TABLE = `title,body,questions\nپارکینگ,پارکینگ رایگان است.,جای پارک دارید؟|ماشینم را کجا بگذارم؟\n`;

describeWith("chromium", "the knowledge page, at a browser", (chromium) => {
  let browser: TestBrowser;
  let desk: Desk;
  let sara: OpenPage;
  let page: Page;

  beforeAll(async () => {
    browser = await launch(chromium);
    desk = await aDesk({ env: ADMIN });
    sara = await opens("fa");
    page = sara.page;
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  /** Somebody who is signed in, at the page of the articles. */
  async function opens(language: Language, on: "desk" | "phone" = "desk"): Promise<OpenPage> {
    const texts = textsOf("console", language);
    const opened = await browser.open(desk.url, { language, on });
    await opened.page.emulateMedia({ reducedMotion: "reduce" });
    await signIn(opened.page);
    await opened.page.getByRole("link", { name: texts("rail.knowledge") }).click();
    await opened.page.getByRole("heading", { name: texts("knowledge.title"), exact: true }).waitFor();
    return opened;
  }
  const presses = (name: string) => page.getByRole("button", { name: say(name), exact: true }).click();
  const article = (title: string) => page.getByRole("listitem").getByRole("button", { name: title });

  it("says that nothing is written yet, and an article is written by keyboard alone", async () => {
    await page.getByText(say("knowledge.empty"), { exact: true }).waitFor();
    await page.getByRole("button", { name: say("knowledge.add"), exact: true }).press("Enter");
    await page.keyboard.insertText("ساعت کار");
    await page.keyboard.press("Tab");
    await page.keyboard.insertText(`شنبه تا پنجشنبه از ۱۰ تا ۲۱ باز هستیم.\n\n${HOURS}`);
    await page.keyboard.press("Tab");
    await page.keyboard.insertText("تا چه ساعتی باز هستید؟\nجمعه‌ها هم هستید؟");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await article("ساعت کار").waitFor();
  });

  it("a question is tried: which article would answer, with which paragraph, and whether it is sure", async () => {
    const box = page.getByRole("textbox", { name: say("knowledge.try") });
    await box.fill("جمعه هم بازید؟");
    await page.getByText(say("knowledge.try.sure")).waitFor();
    await page.getByRole("status").getByText(HOURS).waitFor();
    await box.fill("زرافه دارید؟");
    await page.getByText(say("knowledge.try.none")).waitFor();
    await box.fill("");
  });

  it("a customer's question that nothing answers is listed; an article written for it settles it, another is dismissed", async () => {
    for (const asked of ["کارت باشگاه مشتریان را از کجا بگیرم؟", "روی لیوان اسم حک می‌کنید؟"]) {
      const customer = await desk.visitor();
      await customer.says(asked);
      await customer.reply();
    }
    await page.reload();
    await page.getByRole("button", { name: new RegExp(say("knowledge.gaps")) }).click();
    const gap = (words: string) => page.getByRole("article", { name: words });
    await gap("باشگاه مشتریان")
      .getByRole("button", { name: say("knowledge.gaps.write") })
      .click();
    expect(await page.getByRole("textbox", { name: say("knowledge.field.questions") }).inputValue()).toBe(
      "کارت باشگاه مشتریان را از کجا بگیرم؟",
    );
    await page.getByRole("textbox", { name: say("knowledge.field.title") }).fill("باشگاه مشتریان");
    await page.getByRole("textbox", { name: say("knowledge.field.body") }).fill("کارت را در شعبه بگیرید.");
    await presses("common.save");
    await gap("حک")
      .getByRole("button", { name: say("knowledge.gaps.dismiss") })
      .click();
    await page.getByText(say("knowledge.gaps.none"), { exact: true }).waitFor();
    await page.getByRole("button", { name: say("knowledge.articles"), exact: true }).click();
    await article("باشگاه مشتریان").waitFor();
  });

  it("a table is imported; one with a fault is refused line by line", async () => {
    await presses("knowledge.import");
    const file = page.locator("input[type=file]");
    const pick = (text: string) =>
      file.setInputFiles({ name: "t.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await pick("title,body\n,متن بی‌عنوان\n");
    await page.getByText("2: there is no title").waitFor();
    await pick(TABLE);
    await article("پارکینگ").waitFor();
    await presses("common.close");
  });

  it("an article is looked for, changed, and deleted after a second question", async () => {
    await page.getByRole("textbox", { name: say("knowledge.search") }).fill("پارک");
    await article("ساعت کار").waitFor({ state: "detached" });
    await article("پارکینگ").click();
    await page.getByRole("textbox", { name: say("knowledge.field.title") }).fill("پارکینگ مشتریان");
    await presses("common.save");
    await article("پارکینگ مشتریان").click();
    await presses("knowledge.delete");
    await presses("team.do");
    await page.getByRole("textbox", { name: say("knowledge.search") }).waitFor();
    await article("ساعت کار").waitFor();
    await article("پارکینگ مشتریان").waitFor({ state: "detached" });
  });

  it.each(["fa", "en"] as const)("holds no barrier and fits a phone, in %s, light and dark", async (language) => {
    const phone = await opens(language, "phone");
    for (const colorScheme of ["light", "dark"] as const) {
      await phone.page.emulateMedia({ colorScheme });
      expect(await findBarriers(phone.page)).toEqual([]);
    }
    const [wide, shown] = (await phone.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")) as [
      number,
      number,
    ];
    expect(wide).toBeLessThanOrEqual(shown);
    expect(phone.faults).toEqual([]);
  });

  it("complained of nothing on the way but the refused table", () => {
    expect(sara.faults.filter((fault) => !fault.includes("/articles/import"))).toEqual([]);
  });
});
