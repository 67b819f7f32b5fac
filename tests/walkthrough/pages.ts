import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, type OpenPage, type TestBrowser } from "../browser/browser.ts";
import { chatOn } from "../browser/chat.ts";
import { signIn } from "../browser/console.ts";
import { textsOf } from "../browser/texts.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { draftsAt } from "../support/desk-drafts.ts";
import { describeWith } from "../support/require.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import { morningClock } from "./clock.ts";
import { ASKS_FOR_PERSON, MARYAM, othersWrite, SHOP } from "./morning.ts";
import { smallPng } from "./small-png.ts";

const FOLDER = join(import.meta.dirname, "../../docs/pictures/pages");
const LAPTOP = { width: 1280, height: 800 };
const LANGUAGES = ["fa", "en"] as const;
type Tongue = (typeof LANGUAGES)[number];

const COMPLAINT = "برای بار سوم می‌گم سفارش #48217 نرسیده! پس‌فردا تولد دخترمه";
const LONG_NAMED = { id: 7009, firstName: "عبدالرحمن‌سعید", lastName: "Al-Muhandis von Hohenzollern-Sigmaringen" };

/** What the shop has written down, what nobody has written yet, and what a customer says whose answer needs a yes. */
const WRITTEN = {
  fa: {
    article: {
      title: "مهلت مرجوع کردن",
      questions: ["تا چند روز می‌شود کالا را پس داد؟", "شرایط مرجوعی چیست؟"],
      body: "کالا را تا هفت روز پس از دریافت می‌پذیریم.\n\nجعبه و فاکتور را همراه بیاورید.",
    },
    asks: "کارت باشگاه مشتریان را از کجا بگیرم؟",
    greets: "سلام، وقت بخیر",
    says: "سفارش #48290 من هنوز نرسیده",
  },
  en: {
    article: {
      title: "Returning a product",
      questions: ["How many days do I have to send something back?", "What is your return policy?"],
      body: "We take a product back within 7 days of its arrival.\n\nPlease bring the box and the invoice.",
    },
    asks: "Where do I get a loyalty card?",
    greets: "hello there",
    says: "my order #48291 has not arrived",
  },
} as const;

describeWith("chromium", "every page, in pictures", (chromium) => {
  let browser: TestBrowser;
  let desk: Desk;
  let telegram: TelegramApi;
  const opened: OpenPage[] = [];

  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    browser = await launch(chromium);
    telegram = await startTelegramApi();
    const env = { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root };
    desk = await aDesk({ settings: SHOP, clock: morningClock(), env });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    await telegram?.close();
  });

  async function open(language: Tongue, on: "desk" | "phone" = "desk"): Promise<Page> {
    const device = await browser.open(desk.url, { language, on });
    opened.push(device);
    if (on === "desk") await device.page.setViewportSize(LAPTOP);
    await device.page.emulateMedia({ reducedMotion: "reduce" });
    await device.page.clock.setFixedTime(desk.clock.now());
    return device.page;
  }

  async function picture(page: Page, name: string): Promise<void> {
    await page.evaluate("document.fonts.ready");
    const png = await page.screenshot({ animations: "disabled", caret: "hide" });
    writeFileSync(join(FOLDER, `${name}.png`), smallPng(png));
  }

  async function inDark(page: Page, name: string): Promise<void> {
    await page.emulateMedia({ colorScheme: "dark" });
    await picture(page, name);
    await page.emulateMedia({ colorScheme: "light" });
  }

  const anAccount = async (page: Page, language: Tongue) => {
    const say = textsOf("console", language);
    await page.goto("/");
    await page.getByRole("button", { name: say("login.submit") }).waitFor();
    await picture(page, `sign-in-${language}`);
    await page.locator("[name=email]").fill(MARYAM.email);
    await page.locator("[name=password]").fill(MARYAM.password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: say("queue.title"), exact: true }).waitFor();
  };

  const row = (page: Page, words: string) => page.locator("[data-row]").filter({ hasText: words });
  async function opens(page: Page, words: string): Promise<void> {
    await row(page, words).click();
    await page.getByRole("article").first().waitFor();
    await page.locator("aside").waitFor({ state: "attached" });
    await page.evaluate("document.activeElement?.blur()");
  }

  it("before anything has happened", async () => {
    for (const language of LANGUAGES) {
      const page = await open(language);
      await page.goto(desk.setupUrl ?? "");
      await page.locator("[name=password]").waitFor();
      await picture(page, `set-up-${language}`);
      await page.goto("/reset?token=x");
      await page.locator("[name=password]").waitFor();
      await picture(page, `new-password-${language}`);
    }
    const say = textsOf("console", "fa");
    const maryam = await open("fa");
    await maryam.goto(desk.setupUrl ?? "");
    await maryam.locator("[name=name]").fill(MARYAM.name);
    await maryam.locator("[name=email]").fill(MARYAM.email);
    await maryam.locator("[name=password]").fill(MARYAM.password);
    await maryam.keyboard.press("Enter");
    await maryam.getByText(say("pick.first.open")).waitFor();
    await picture(maryam, "empty-fa");
    const inEnglish = await open("en");
    await anAccount(inEnglish, "en");
    await inEnglish.getByText(textsOf("console", "en")("pick.first.open")).waitFor();
    await picture(inEnglish, "empty-en");
  });

  it("a morning's mail comes in", async () => {
    await othersWrite({ desk, telegram });
    const long = telegram.customer(LONG_NAMED);
    long.says(
      "سلام، package شماره A-4521 را tracking کردم ولی status هنوز pending است. https://example.com/track?id=4521",
    );
    await telegram.messagesTo(LONG_NAMED.id, 1);
    await desk.at("sat 9:24");
    const customer = await desk.visitor();
    await customer.says(COMPLAINT);
    await customer.reply();
    await desk.at("sat 9:26");
    await customer.says(ASKS_FOR_PERSON);
    await customer.reply();
  });

  describe.each(LANGUAGES)("in %s", (language) => {
    const say = textsOf("console", language);
    let page: Page;
    let hand: Page;

    it("the queue and a conversation that waits", async () => {
      page = await open(language);
      await anAccount(page, language);
      await page.locator("[data-row]").nth(3).waitFor();
      await picture(page, `inbox-${language}`);
      await inDark(page, `inbox-${language}-dark`);
      await page.getByRole("button", { name: say("view.all"), exact: true }).click();
      await row(page, "James").waitFor();
      await picture(page, `inbox-all-${language}`);
      await page.getByRole("button", { name: say("view.mine"), exact: true }).click();
      await page.getByText(say("queue.empty.mine")).waitFor();
      await picture(page, `inbox-mine-empty-${language}`);
      await page.getByRole("button", { name: say("view.worst"), exact: true }).click();
      await opens(page, ASKS_FOR_PERSON);
      await page.locator("#move-release").waitFor();
      await picture(page, `queue-${language}`);
      await inDark(page, `queue-${language}-dark`);
    });

    it("why, the keys, the menu, a search in vain", async () => {
      await page
        .getByRole("button", { name: say("why.open") })
        .first()
        .click();
      await page.getByRole("dialog").getByText(say("why.heard")).waitFor();
      await picture(page, `why-${language}`);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: say("keys.title") }).click();
      await page.getByRole("dialog", { name: say("keys.title") }).waitFor();
      await picture(page, `keys-${language}`);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: say("rail.account") }).click();
      await page.getByRole("menuitem").first().waitFor();
      await picture(page, `account-${language}`);
      await page.keyboard.press("Escape");
      const search = page.getByRole("textbox", { name: say("queue.search") });
      await search.fill("48217");
      await row(page, "Emily").waitFor({ state: "detached" });
      await row(page, ASKS_FOR_PERSON).waitFor();
      await picture(page, `search-${language}`);
      await search.fill("xyz");
      await page.getByText(say("queue.empty.search")).waitFor();
      await picture(page, `search-empty-${language}`);
      await search.fill("");
    });

    it("a conversation one answers, and what did not arrive", async () => {
      await page.getByRole("button", { name: say("view.all"), exact: true }).click();
      await opens(page, "سوخت");
      await page.getByRole("textbox", { name: say("composer.label") }).fill("سلام، مریم هستم؛ دستتان چطور است؟");
      await page.keyboard.press("Enter");
      const mine = page.getByRole("article", { name: say("author.me") }).last();
      await mine.getByText("دستتان چطور است").waitFor();
      await mine.getByText(say("delivery.sent"), { exact: true }).waitFor();
      await page.getByRole("textbox", { name: say("composer.label") }).fill("برای دیدن شارژر یک پیک می‌فرستیم.");
      await picture(page, `conversation-${language}`);
      await inDark(page, `conversation-${language}-dark`);
      telegram.block(7004);
      await page.keyboard.press("Enter");
      await page.getByText(say("remedy.blocked")).waitFor();
      await picture(page, `not-delivered-${language}`);
      telegram.unblock(7004);
      await page.getByRole("button", { name: say("view.worst"), exact: true }).click();
      await opens(page, "tracking");
      await picture(page, `long-names-${language}`);
      await page.getByRole("button", { name: say("view.mine"), exact: true }).click();
      await opens(page, "سوخت");
      await page.locator("#move-release").waitFor();
      await page.locator("#move-release").click();
      await page.locator("#move-release").waitFor({ state: "detached" });
    });

    it("the settings, from top to bottom", async () => {
      await page.goto("/#/settings");
      await page.getByRole("heading", { name: say("settings.team") }).waitFor();
      await picture(page, `settings-${language}`);
      await inDark(page, `settings-${language}-dark`);
      await page.getByRole("heading", { name: say("settings.team") }).scrollIntoViewIfNeeded();
      await page.getByRole("heading", { name: say("settings.channels") }).evaluate("(one) => one.scrollIntoView()");
      await picture(page, `team-${language}`);
      await page.goto("/#/tickets");
      await page.getByRole("main").getByRole("listitem").first().waitFor();
      await picture(page, `tickets-${language}`);
      await inDark(page, `tickets-${language}-dark`);
      await page.goto("/#/channels");
      await page.getByRole("article", { name: say("kind.telegram") }).waitFor();
      await picture(page, `channels-${language}`);
      await inDark(page, `channels-${language}-dark`);
      await page.getByRole("button", { name: say("channels.add") }).click();
      await page.getByRole("button", { name: say("kind.telegram") }).click();
      await picture(page, `channel-add-${language}`);
      for (const [name, title] of [
        ["me", "me.title"],
        ["audit", "audit.title"],
      ] as const) {
        await page.goto(`/#/${name}`);
        await page.getByRole("heading", { name: say(title) }).waitFor();
        await page.getByRole("main").getByRole("listitem").first().waitFor();
        await picture(page, `${name}-${language}`);
      }
    });

    it("while it loads, when it fails, and off line", async () => {
      const answers: (() => void)[] = [];
      await page.route("**/api/v1/inbox*", (route) => {
        answers.push(() => void route.abort().catch(() => {}));
      });
      await page.route("**/api/v1/conversations/**", (route) => {
        answers.push(() => void route.abort().catch(() => {}));
      });
      await page.goto("/#/");
      await page.reload();
      await page.getByRole("status").getByText(say("common.loading")).first().waitFor({ state: "attached" });
      await picture(page, `loading-${language}`);
      await page.unrouteAll();
      for (const answer of answers) answer();

      const busy = {
        error: { code: "unavailable", message: "The database does not answer.", hint: "Try again soon." },
      };
      await page.route("**/api/v1/inbox*", (route) => route.fulfill({ status: 503, json: busy }));
      await page.reload();
      await page.getByText(say("queue.error")).waitFor();
      await picture(page, `error-${language}`);
      await page.unrouteAll();

      await page.reload();
      await opens(page, ASKS_FOR_PERSON);
      await page.clock.install({ time: desk.clock.now() });
      await page.context().setOffline(true);
      await page.clock.runFor(3_000);
      await page.getByText(say("offline.lost")).waitFor();
      await page.getByRole("textbox", { name: say("composer.label") }).fill("سلام، پیگیری می‌کنم.");
      await page.keyboard.press("Enter");
      await page.getByText(say("message.waits")).waitFor();
      await picture(page, `offline-${language}`);
      await page.context().close();
    });

    it("on a phone", async () => {
      hand = await open(language, "phone");
      await signIn(hand, MARYAM);
      await hand.locator("[data-row]").nth(3).waitFor();
      await picture(hand, `inbox-${language}-phone`);
      await opens(hand, ASKS_FOR_PERSON);
      await picture(hand, `queue-${language}-phone`);
      await inDark(hand, `queue-${language}-phone-dark`);
      await hand.getByRole("link", { name: say("chat.about") }).click();
      await hand.getByRole("complementary").waitFor();
      await picture(hand, `known-${language}-phone`);
      await hand.goto("/#/tickets");
      await hand.getByRole("main").getByRole("listitem").first().waitFor();
      await picture(hand, `tickets-${language}-phone`);
      await hand.goto("/#/channels");
      await hand.getByRole("article", { name: say("kind.telegram") }).waitFor();
      await picture(hand, `channels-${language}-phone`);
      await hand.goto("/#/settings");
      await hand.getByRole("heading", { name: say("settings.team") }).waitFor();
      await picture(hand, `settings-${language}-phone`);
    });

    it("the customer's page", async () => {
      const customer = await open(language, "phone");
      const chat = chatOn(customer);
      const says = textsOf("widget", language);
      await chat.open();
      await customer.getByRole("button", { name: says("welcome.start.1") }).waitFor();
      await picture(customer, `chat-welcome-${language}-phone`);
      await customer.getByRole("button", { name: says("welcome.start.1") }).click();
      await chat.sees(/\d{9}/);
      await picture(customer, `chat-${language}-phone`);
      await inDark(customer, `chat-${language}-phone-dark`);
    });
  });

  // After the others: who writes here would stand in their queues.
  describe.each(LANGUAGES)("in %s, afterwards", (language) => {
    const say = textsOf("console", language);
    const { article, asks, greets, says } = WRITTEN[language];
    let page: Page;

    it("what the organisation has written down, and what it has not", async () => {
      page = await open(language);
      await signIn(page, MARYAM);
      await desk.api.post("/api/v1/articles", { language, ...article });
      const curious = await desk.visitor();
      await curious.says(asks);
      await curious.reply();
      await page.goto("/#/knowledge");
      const written = page.getByRole("listitem").getByRole("button", { name: article.title });
      await written.waitFor();
      await picture(page, `knowledge-${language}`);
      await inDark(page, `knowledge-${language}-dark`);
      await page.getByRole("button", { name: new RegExp(say("knowledge.gaps")) }).click();
      await page.getByRole("article", { name: asks }).waitFor();
      await picture(page, `knowledge-gaps-${language}`);
      await page.getByRole("button", { name: say("knowledge.articles"), exact: true }).click();
      await written.click();
      await page.getByRole("textbox", { name: say("knowledge.field.title") }).waitFor();
      await picture(page, `knowledge-article-${language}`);
    });

    it("an answer that waits for a yes, and one that is suggested", async () => {
      const important = await desk.visitor();
      await draftsAt(desk).vip((await desk.conversation(important.id)).contact.id);
      await important.says(says);
      await important.reply();
      await page.goto(`/#/c/${important.id}`);
      await page.getByRole("region", { name: say("draft.review") }).waitFor();
      await page.getByRole("article").filter({ hasText: says }).first().waitFor();
      await picture(page, `review-${language}`);
      await inDark(page, `review-${language}-dark`);
      const other = await desk.visitor();
      await other.says(greets);
      await other.reply();
      await desk.agent("maryam").takes(other.id);
      await desk.turnOf(other.id, await other.says(says));
      await page.goto(`/#/c/${other.id}`);
      await page.getByRole("region", { name: say("proposal.title") }).waitFor();
      await page.getByRole("article").filter({ hasText: says }).first().waitFor();
      await picture(page, `proposal-${language}`);
    });
  });

  it("had nothing else to complain about", () => {
    const provoked = /status of (?:4|503)|ERR_FAILED|ERR_INTERNET_DISCONNECTED/;
    expect(opened.flatMap(({ faults }) => faults).filter((fault) => !provoked.test(fault))).toEqual([]);
  });
});
