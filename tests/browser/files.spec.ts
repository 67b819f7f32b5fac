import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";
import { findBarriers } from "./axe.ts";
import { type Language, launch, type OpenPage, type TestBrowser } from "./browser.ts";
import { ADMIN } from "./console.ts";
import { textsOf } from "./texts.ts";

/** A square of one colour, sixteen wide. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mMwaDhAEmIY1TCqYfhqAAAUDXAQACCBbAAAAABJRU5ErkJggg==",
  "base64",
);
const BILL = Buffer.from("%PDF-1.7 a bill");

const TONGUES: readonly { readonly language: Language; readonly asks: string; readonly answers: string }[] = [
  { language: "fa", asks: "رسید سفارش #48217 را می‌خواهم", answers: "بفرمایید، این رسید شماست" },
  { language: "en", asks: "I want the receipt of order #48217", answers: "here is your receipt" },
];

describeWith("chromium", "files and answers to one message", (chromium) => {
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

  describe.each(TONGUES)("in $language", ({ language, asks, answers }) => {
    const say = textsOf("console", language);
    let customer: OpenPage;
    let agent: OpenPage;
    let page: Page;

    beforeAll(async () => {
      customer = await browser.open(desk.url, { language });
      await customer.page.goto("/chat");
      await customer.page.getByRole("textbox").fill(asks);
      await customer.page.keyboard.press("Enter");
      await customer.page.getByRole("log").getByRole("article").nth(1).waitFor();
      agent = await browser.open(desk.url, { language });
      page = agent.page;
      await page.goto("/");
      await page.getByLabel(say("login.email")).fill(ADMIN.ADMIN_EMAIL);
      await page.getByLabel(say("login.password")).fill(ADMIN.ADMIN_PASSWORD);
      await page.keyboard.press("Enter");
      await page.locator("[data-row]").filter({ hasText: "#48217" }).filter({ hasText: asks }).click();
    });

    it("an agent sees what goes along before it is sent, and the customer sees it in the chat", async () => {
      const log = page.getByRole("log");
      await log
        .getByRole("article")
        .filter({ hasText: asks })
        .getByRole("button", { name: say("message.answer") })
        .click();
      const composer = page.getByRole("textbox", { name: say("composer.label") });
      expect(await composer.evaluate((field) => field.ownerDocument.activeElement === field)).toBe(true);
      await page.getByRole("main").locator("blockquote").filter({ hasText: asks }).waitFor();

      await page.locator("form input[type=file]").setInputFiles([
        { name: "receipt.png", mimeType: "image/png", buffer: PICTURE },
        { name: "bill.pdf", mimeType: "application/pdf", buffer: BILL },
      ]);
      const along = page.getByRole("list", { name: say("attach.list") });
      await along.locator("img").waitFor();
      await along.getByText("bill.pdf").waitFor();
      expect(await findBarriers(page)).toEqual([]);

      await composer.fill(answers);
      const send = page.getByRole("button", { name: say("composer.send"), exact: true });
      await send.click();
      const said = log.getByRole("article").filter({ hasText: answers });
      await said.getByRole("img", { name: "receipt.png" }).waitFor();
      await said.locator("blockquote").filter({ hasText: asks }).waitFor();
      expect(await along.count()).toBe(0);
      expect(await composer.inputValue()).toBe("");

      const seen = customer.page.getByRole("log").getByRole("article").filter({ hasText: answers });
      await seen.locator("blockquote").filter({ hasText: asks }).waitFor();
      const picture = seen.getByRole("img", { name: "receipt.png" });
      await picture.waitFor();
      await picture.scrollIntoViewIfNeeded();
      const path = await picture.getAttribute("src");
      const got = await customer.page.request.get(path ?? "");
      expect([got.status(), await got.body()]).toEqual([200, PICTURE]);
      const download = customer.page.waitForEvent("download");
      await seen.getByText("bill.pdf").click();
      expect((await download).suggestedFilename()).toBe("bill.pdf");
      expect([...agent.faults, ...customer.faults]).toEqual([]);
    });

    it("a customer sends a picture, which both see; what is not taken is said to be so", async () => {
      const chat = customer.page;
      const field = chat.locator("form input[type=file]");
      await field.setInputFiles({ name: "broken.png", mimeType: "image/png", buffer: PICTURE });
      const own = chat.getByRole("log").getByRole("img", { name: "broken.png" });
      await own.waitFor();
      await page.getByRole("log").getByRole("img", { name: "broken.png" }).waitFor();
      expect(customer.faults).toEqual([]);
      await field.setInputFiles({ name: "page.html", mimeType: "text/html", buffer: Buffer.from("<h1>hi</h1>") });
      await chat.getByText(textsOf("widget", language)("attach.unsupported")).waitFor();
    });

    it("a file may be dropped beside the words, or pasted into them", async () => {
      for (const [event, made] of [
        ["drop", "new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })"],
        ["paste", "new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })"],
      ] as const) {
        await page.evaluate(`{
          const data = new DataTransfer();
          data.items.add(new File(["%PDF-1.7"], "${event}.pdf"));
          document.querySelector("form textarea").dispatchEvent(${made});
        }`);
        const remove = page.getByRole("button", { name: say("attach.remove").replace("{name}", `${event}.pdf`) });
        await remove.click();
        await remove.waitFor({ state: "detached" });
      }
    });

    it("a file that is taken back before it is sent does not go", async () => {
      await page
        .locator("form input[type=file]")
        .setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: BILL });
      await page.getByRole("button", { name: say("attach.remove").replace("{name}", "a.pdf") }).click();
      expect(await page.getByRole("list", { name: say("attach.list") }).count()).toBe(0);
      const send = page.getByRole("button", { name: say("composer.send"), exact: true });
      expect(await send.isDisabled()).toBe(true);
    });
  });
});
