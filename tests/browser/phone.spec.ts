import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";
import { launch, type OpenPage, type TestBrowser } from "./browser.ts";
import { ADMIN, type AgentConsole, consoleOn } from "./console.ts";

const PHONE = { width: 390, height: 844 };

describeWith("chromium", "the agents' page on a phone", (chromium) => {
  let desk: Desk;
  let browser: TestBrowser;
  let phone: OpenPage;
  let agent: AgentConsole;

  beforeAll(async () => {
    browser = await launch(chromium);
    desk = await aDesk({ env: ADMIN });
    const customer = await desk.visitor();
    await customer.says("می‌خوام با یک نفر حرف بزنم");
    await customer.reply();
    phone = await browser.open(desk.url, { language: "fa", on: "phone" });
    agent = consoleOn(phone.page);
    await agent.open();
    await agent.signsIn(ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  /** Every part of it within the screen, from edge to edge. */
  async function fits(part: Locator): Promise<void> {
    const box = await part.boundingBox();
    if (box === null) throw new Error("It is not on the screen.");
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(PHONE.width);
    expect(box.y + box.height).toBeLessThanOrEqual(PHONE.height);
  }

  it("shows one thing at a time: the queue, the conversation, what we know, and back", async () => {
    const { page } = phone;
    const queue = page.getByRole("heading", { name: "صف انتظار" });
    const composer = page.getByRole("textbox", { name: "پاسخ به مشتری" });
    const known = page.getByRole("complementary");
    expect(await composer.count()).toBe(0);

    await agent.opens("می‌خوام با یک نفر حرف بزنم");
    await composer.waitFor();
    expect(await queue.isVisible()).toBe(false);
    await fits(composer);
    await fits(page.getByRole("button", { name: "پاسخ می‌دهم" }));

    await page.getByRole("link", { name: "آنچه می‌دانیم" }).click();
    await known.waitFor();
    expect(await composer.isVisible()).toBe(false);
    await page.goBack();
    await composer.waitFor();

    await page.getByRole("link", { name: "بازگشت" }).click();
    await queue.waitFor();
    await composer.waitFor({ state: "detached" });
  });

  it("a conversation that does not exist leads back to the queue", async () => {
    const { page } = phone;
    await page.goto("/#/c/999999");
    const back = page.getByRole("link", { name: "رفتن به صف انتظار" });
    await back.waitFor();
    await fits(back);
    await back.click();
    await page.getByRole("heading", { name: "صف انتظار" }).waitFor();
  });

  it("left nothing to complain about but the conversation that does not exist", () => {
    expect(phone.faults.filter((fault) => !fault.includes("/999999"))).toEqual([]);
  });
});
