import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFormat } from "../../src/pages/language/format.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import { launch, type OpenPage, type TestBrowser } from "./browser.ts";
import { chatOn } from "./chat.ts";
import { ADMIN, type AgentConsole, consoleOn } from "./console.ts";
import { textsOf } from "./texts.ts";

const say = textsOf("console", "fa");
const chatSays = textsOf("widget", "fa");
const WANTS_A_PERSON = "می‌خوام با یک نفر حرف بزنم";

describeWith("chromium", "on an ordinary day", (chromium) => {
  let desk: Desk;
  let browser: TestBrowser;
  let telegram: TelegramApi;
  let opened: OpenPage;
  let page: Page;
  let agent: AgentConsole;

  beforeAll(async () => {
    browser = await launch(chromium);
    telegram = await startTelegramApi();
    const env = { ...ADMIN, TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root };
    desk = await aDesk({ settings: { organisation: "فروشگاه سپید" }, env });
    opened = await browser.open(desk.url, { language: "fa" });
    page = opened.page;
    agent = consoleOn(page);
    await agent.open();
    await agent.signsIn(ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    await telegram?.close();
  });

  const conversations = async () => {
    const answer = await desk.api.get<{ items: readonly { id: string }[] }>("/api/v1/conversations?limit=100");
    return (answer.body as { items: readonly { id: string }[] }).items;
  };

  describe("a customer's page", () => {
    it("that was only looked at leaves no conversation behind; the first word begins one", async () => {
      const customer = await browser.open(desk.url, { language: "fa" });
      const chat = chatOn(customer.page);
      const before = await conversations();
      await chat.open();
      await chat.isToldThat(chatSays("state.bot"));
      expect(await conversations()).toEqual(before);
      await chat.says("سلام، سفارش #48217 نرسیده");
      await chat.sees(/\d{9}/);
      expect(await conversations()).toHaveLength(before.length + 1);
      // A second tab is the same customer.
      const tab = await customer.page.context().newPage();
      await tab.goto("/chat");
      await chatOn(tab).sees("سلام، سفارش #48217 نرسیده");
      expect(await conversations()).toHaveLength(before.length + 1);
      expect(customer.faults).toEqual([]);
    });

    it("far away reads times by the desk's clock, and is told once whose they are; nearer, nothing of it", async () => {
      const tehran = createFormat("fa", "Asia/Tehran");
      const told = chatSays("zone").replace("{zone}", tehran.zoneName());
      for (const zone of ["America/New_York", "Asia/Tehran"]) {
        const customer = await browser.open(desk.url, { language: "fa", zone });
        const chat = chatOn(customer.page);
        await chat.open();
        await chat.says("سلام، سفارش #48217 نرسیده");
        await chat.sees(/\d{9}/);
        const stamp = customer.page.getByRole("article").locator("time").last();
        expect(await stamp.innerText()).toBe(tehran.time((await stamp.getAttribute("datetime")) ?? ""));
        expect(await customer.page.getByText(told).count()).toBe(zone === "Asia/Tehran" ? 0 : 1);
        expect(customer.faults).toEqual([]);
      }
    });

    it("says how much of a paste did not fit, until there is room again", async () => {
      const customer = await browser.open(desk.url, { language: "fa" });
      const chat = chatOn(customer.page);
      await chat.open();
      const field = customer.page.getByRole("textbox");
      await field.fill("سلام ");
      await customer.page.evaluate(`navigator.clipboard.writeText("x".repeat(20000))`);
      await field.press("ControlOrMeta+v");
      await chat.isToldThat(chatSays("composer.cut").replace("{count}", "۱۶٬۰۰۵"));
      expect((await field.inputValue()).length).toBe(4_000);
      await field.press("Backspace");
      await chat.isToldThat(chatSays("composer.left").replace("{count}", "۱"));
    });

    it("open in two tabs before the first word is one conversation after it", async () => {
      const customer = await browser.open(desk.url, { language: "fa" });
      const tab = await customer.page.context().newPage();
      const [one, other] = [chatOn(customer.page), chatOn(tab)];
      await one.open();
      await other.open();
      const before = await conversations();
      await one.says("بسته‌ام نرسیده");
      await other.sees("بسته‌ام نرسیده");
      await other.says("شماره‌اش 50931 است");
      await one.sees("شماره‌اش 50931 است");
      expect(await conversations()).toHaveLength(before.length + 1);
    });
  });

  describe("a person who answers", () => {
    let customer: OpenPage;

    it("is named to the customer, and is seen writing, as the customer is", async () => {
      customer = await browser.open(desk.url, { language: "fa" });
      const chat = chatOn(customer.page);
      await chat.open();
      await chat.says(`${WANTS_A_PERSON} اینجا`);
      await chat.isToldThat(chatSays("state.queued"));
      await agent.opens(`${WANTS_A_PERSON} اینجا`);
      await agent.presses(say("act.take"));
      await agent.isToldThat(say("state.human.me"));

      await customer.page.getByRole("textbox").pressSequentially("الو");
      await page.getByText(say("writing.customer")).waitFor();
      await page.getByRole("textbox", { name: say("composer.label") }).pressSequentially("سلام");
      await customer.page.getByText(chatSays("typing")).waitFor({ state: "attached" });

      await agent.says("سلام، سارا هستم");
      await chat.sees("سلام، سارا هستم");
      const { agent: me } = (await page.evaluate("fetch('/api/v1/me').then((one) => one.json())")) as {
        agent: { name: string };
      };
      await customer.page.getByRole("heading", { name: me.name, exact: true }).waitFor({ state: "attached" });
    });

    it("is a colleague without a name where the desk shows none", async () => {
      await desk.api.put("/api/v1/settings", { showAgentNames: false });
      await customer.page.reload();
      await chatOn(customer.page).sees("سلام، سارا هستم");
      expect(await chatOn(customer.page).saidBy("agent")).toHaveLength(1);
      await desk.api.put("/api/v1/settings", { showAgentNames: true });
      expect(customer.faults).toEqual([]);
    });
  });

  it("what a customer wrote is marked until it was looked at", async () => {
    const writer = telegram.customer({ id: 71, firstName: "Emily", lastName: "Brown" });
    writer.says(WANTS_A_PERSON);
    const row = agent.rows.filter({ hasText: "Emily" });
    await row.getByText(say("queue.unread")).waitFor({ state: "attached" });
    await row.click();
    await row.getByText(say("queue.unread")).waitFor({ state: "detached" });
  });

  it("a message that did not arrive says why, and what to do", async () => {
    await agent.opens("Emily");
    await agent.presses(say("act.take"));
    await agent.isToldThat(say("state.human.me"));
    telegram.block(71);
    await agent.says("سلام Emily");
    await agent.sees(say("remedy.blocked"));
    await agent.sees(new RegExp(say("failure.blocked")));
    telegram.unblock(71);
  });

  it("what we know shows the reading of the whole episode, not of the last words", async () => {
    const customer = await desk.visitor();
    await customer.says("افتضاح! سفارش #48217 را سه هفته است نفرستاده‌اید، شکایت می‌کنم");
    await customer.reply();
    await customer.says(WANTS_A_PERSON);
    await customer.reply();
    const seen = (await desk.conversation(customer.id)) as unknown as {
      reading: { substance: number };
      episodeReading: { substance: number; flags: readonly string[] };
    };
    expect(seen.episodeReading.substance).toBeGreaterThan(seen.reading.substance);
    expect(seen.episodeReading.flags).toContain("humanRequest");
    await page.goto(`/#/c/${customer.id}`);
    await page.getByRole("complementary").getByText(say("flag.humanRequest")).waitFor();
  });

  it("the calendar is the reader's choice, in the digits of the language, in every tab", async () => {
    const tab = await page.context().newPage();
    await tab.goto("/#/settings");
    await page.goto("/#/settings");
    const today = (where: Page) => where.getByText(/^امروز: /);
    for (const [choice, calendar] of [
      ["calendar.gregory", "gregory"],
      ["calendar.islamic-umalqura", "islamic-umalqura"],
      ["calendar.persian", "persian"],
    ] as const) {
      await page.getByRole("radio", { name: say(choice) }).click();
      const month = new Intl.DateTimeFormat(`fa-IR-u-ca-${calendar}`, { month: "long", timeZone: "Asia/Tehran" });
      const words = new RegExp(`[۰-۹]+ ${month.format(desk.clock.now())}`);
      await today(page).filter({ hasText: words }).waitFor();
      await today(tab).filter({ hasText: words }).waitFor();
    }
    await tab.close();
  });

  it("a conversation that is new in the queue rings once and shows a notice, for whoever wants it", async () => {
    await page.context().grantPermissions(["notifications"]);
    // What the browser would show and play, written down.
    await page.addInitScript(`
      window.told = [];
      const { permission } = Notification;
      window.Notification = class { static permission = permission; static requestPermission = async () => permission;
        constructor(title, { body }) { window.told.push(title + " " + body); } };
      AudioContext.prototype.createOscillator = new Proxy(AudioContext.prototype.createOscillator, {
        apply: (make, self, words) => (window.told.push("note"), Reflect.apply(make, self, words)) });
    `);
    await page.goto("/#/settings");
    await page.reload();
    await page.getByRole("switch", { name: say("settings.sound") }).press("Space");
    await page.getByRole("switch", { name: say("settings.notices") }).press("Space");
    await page.evaluate("window.told.length = 0");
    const customer = await desk.visitor();
    await customer.says(WANTS_A_PERSON);
    await customer.reply();
    await expect.poll(() => page.evaluate("window.told")).toHaveLength(3);
    const told = (await page.evaluate("window.told")) as readonly string[];
    expect(told.filter((one) => one === "note")).toHaveLength(2);
    const notice = told.find((one) => one !== "note") ?? "";
    expect(notice).toContain(say("bell.new"));
    // A locked screen shows it to anybody.
    expect(notice).not.toContain("حرف بزنم");
    await expect.poll(() => page.title()).toMatch(/^\([۰-۹]+\)/);
  });

  it("hours without an open day are not saved, and the form says what to do", async () => {
    await page.goto("/#/settings");
    const always = page.getByRole("switch", { name: say("settings.hours.always") });
    await always.press("Space");
    for (const day of ["sat", "sun", "mon", "tue", "wed"]) {
      await page.getByRole("switch", { name: say(`day.${day}`), exact: true }).press("Space");
    }
    await page.getByText(say("settings.hours.never")).waitFor();
    expect(await page.getByRole("button", { name: say("common.save"), exact: true }).isDisabled()).toBe(true);
    await always.press("Space");
    await page.getByText(say("settings.hours.never")).waitFor({ state: "detached" });
  });

  it("a time zone is found by its city, and a word that names none says so", async () => {
    const zone = page.getByRole("combobox", { name: say("settings.zone") });
    await zone.fill("تهران");
    await page.getByRole("option", { name: "Asia/Tehran" }).waitFor();
    await zone.fill("هیچستان");
    await page.getByText(say("settings.zone.none")).waitFor();
    await zone.press("Escape");
  });

  it("tickets are listed, found and opened", async () => {
    await page.goto("/#/tickets");
    const list = page.getByRole("main").getByRole("listitem");
    await list.filter({ hasText: "افتضاح" }).waitFor();
    await page.getByRole("button", { name: say("status.closed"), exact: true }).click();
    await page.getByText(say("tickets.empty")).waitFor();
    await page.getByRole("button", { name: say("tickets.any"), exact: true }).click();
    await list.filter({ hasText: "افتضاح" }).getByRole("link").click();
    await agent.sees(/افتضاح/);
  });

  it("left nothing to complain about", () => {
    expect(opened.faults).toEqual([]);
  });
});
