import { afterAll, beforeAll, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import type { Visitor } from "../support/desk-visitor.ts";
import { describeWith } from "../support/require.ts";
import { launch, type OpenPage, type TestBrowser } from "./browser.ts";
import { ADMIN, type AgentConsole, consoleOn } from "./console.ts";
import { textsOf } from "./texts.ts";

const say = textsOf("console", "fa");

describeWith("chromium", "the agents' page without a mouse", (chromium) => {
  let desk: Desk;
  let browser: TestBrowser;
  let opened: OpenPage;
  let agent: AgentConsole;
  let first: Visitor;

  beforeAll(async () => {
    browser = await launch(chromium);
    desk = await aDesk({ env: ADMIN });
    first = await desk.visitor();
    await first.says("می‌خوام با یک نفر حرف بزنم، اولی");
    await first.reply();
    const second = await desk.visitor();
    await second.says("می‌خوام با یک نفر حرف بزنم، دومی");
    await second.reply();
    opened = await browser.open(desk.url, { language: "fa" });
    agent = consoleOn(opened.page);
    await agent.open();
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  const press = (...keys: readonly string[]) =>
    keys.reduce<Promise<void>>((before, key) => before.then(() => opened.page.keyboard.press(key)), Promise.resolve());
  const hasFocus = (selector: string) => opened.page.locator(`${selector}:focus`).waitFor();
  const type = (text: string) => opened.page.keyboard.insertText(text);

  it("signs in by the fields and Enter", async () => {
    await hasFocus("[name=email]");
    await type(ADMIN.ADMIN_EMAIL);
    await press("Tab");
    await type(ADMIN.ADMIN_PASSWORD);
    await press("Enter");
    await agent.rows.nth(1).waitFor();
  });

  it("goes through the queue by j and k, and by the arrows", async () => {
    await press("j");
    await agent.sees("اولی");
    await hasFocus("[data-row]");
    await press("j");
    await agent.sees("دومی");
    await press("k");
    await agent.sees("اولی");
    await press("ArrowDown");
    await agent.sees("دومی");
    await press("ArrowUp");
    await agent.sees("اولی");
  });

  it("takes, replies, and comes back to the row", async () => {
    await press("t");
    await agent.isToldThat(say("state.human.me"));
    await hasFocus("textarea");
    await type("سلام، سارا هستم");
    await press("Enter");
    await agent.sees("سلام، سارا هستم");
    // Who was answered no longer waits: the row is gone, and the conversation takes the focus.
    await press("Escape");
    await hasFocus("#timeline");
    await press("r");
    await hasFocus("textarea");
    // A letter in the field is a letter.
    await type("b");
    await press("e", "Escape");
    expect(await opened.page.getByRole("textbox", { name: say("composer.label") }).inputValue()).toBe("be");
  });

  it("resolves and hands back: the key leads to the button, Enter presses it, and the focus stays in sight", async () => {
    await press("e");
    await hasFocus("#move-resolve");
    await press("Enter");
    await opened.page.locator("#move-resolve").waitFor({ state: "detached" });
    await hasFocus("#timeline");
    await press("b");
    await hasFocus("#move-release");
    await press("Enter");
    await agent.isToldThat(say("state.bot"));
    await hasFocus("#timeline");
    // Kept there, it draws no frame around all that was said; who comes by Tab sees where they are.
    const frame = () => opened.page.evaluate(`getComputedStyle(document.querySelector("#timeline")).outlineStyle`);
    expect(await frame()).toBe("none");
    await press("Tab", "Shift+Tab");
    await hasFocus("#timeline");
    expect(await frame()).toBe("solid");
  });

  it("searches from anywhere, and leaves the search by Escape", async () => {
    await press("/");
    await hasFocus("[enterkeyhint=search]");
    await type("هیچ‌کس");
    await opened.page.getByText(say("queue.empty.search")).waitFor();
    await press("Escape");
    await agent.rows.first().waitFor();
    // The next key is one of the list, not a letter of the next search.
    expect(await opened.page.locator("[enterkeyhint=search]:focus").count()).toBe(0);
    await press("j");
    await hasFocus("[data-row]");
    expect(await opened.page.locator("[enterkeyhint=search]").inputValue()).toBe("");
  });

  it("shows all keys by ?, holds the focus inside, and gives it back", async () => {
    await press("j");
    await hasFocus("[data-row]");
    await press("Shift+?");
    const list = opened.page.getByRole("dialog", { name: say("keys.title") });
    await list.getByText(say("keys.release")).waitFor();
    await hasFocus("[role=dialog], [role=dialog] *");
    await press("Escape");
    await list.waitFor({ state: "detached" });
    await hasFocus("[data-row]");
  });

  it("leaves the letters alone for whoever turned them off", async () => {
    await press("Shift+?");
    await opened.page.getByRole("switch", { name: say("keys.letters") }).focus();
    await press("Space", "Escape");
    await opened.page.getByRole("dialog").waitFor({ state: "detached" });
    await press("/");
    await press("j");
    expect(await opened.page.locator("[enterkeyhint=search]:focus").count()).toBe(0);
    // The way to the same without letters.
    await press("ControlOrMeta+k");
    await hasFocus("[enterkeyhint=search]");
  });

  it("keeps the focus on a row while the queue changes around it", async () => {
    await agent.rows.filter({ hasText: "دومی" }).focus();
    const third = await desk.visitor();
    await third.says("شارژر شما دود کرد و دستم سوخت");
    await third.reply();
    await agent.rows.filter({ hasText: "شارژر" }).waitFor();
    await agent.rows.first().filter({ hasText: "شارژر" }).waitFor();
    expect(await opened.page.locator("[data-row]:focus").innerText()).toContain("دومی");
  });

  it("left nothing to complain about", () => {
    expect(opened.faults).toEqual([]);
  });
});
