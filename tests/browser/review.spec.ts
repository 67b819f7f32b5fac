import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { draftsAt } from "../support/desk-drafts.ts";
import type { Visitor } from "../support/desk-visitor.ts";
import { describeWith } from "../support/require.ts";
import { findBarriers } from "./axe.ts";
import { type Language, launch, type Reader, type TestBrowser } from "./browser.ts";
import { ADMIN, signIn } from "./console.ts";
import { textsOf } from "./texts.ts";

const SAID = { fa: "سفارش #48217 من هنوز نرسیده", ar: "طلبي رقم #48217 لم يصل", en: "my order #48217 never arrived" };
const READERS: readonly Reader[] = [{ language: "fa" }, { language: "ar" }, { language: "en", on: "phone" }];

describeWith("chromium", "an answer a person has to look at, in the console", (chromium) => {
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

  async function held(language: Language, says: string = SAID[language]): Promise<Visitor> {
    const customer = await desk.visitor();
    await draftsAt(desk).vip((await desk.conversation(customer.id)).contact.id);
    await customer.says(says);
    await customer.reply();
    return customer;
  }

  async function signedIn(reader: Reader) {
    const { page, faults } = await browser.open(desk.url, reader);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await signIn(page);
    await page.locator("[data-row]").first().waitFor();
    return { page, faults };
  }

  async function keepsNobodyOut(page: Page): Promise<void> {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await findBarriers(page), colorScheme).toEqual([]);
    }
  }

  describe.each(READERS)("for a reader of $language on a $on", (reader) => {
    const say = textsOf("console", reader.language);

    it("stands on its evidence, is edited and sent, and says afterwards why", async () => {
      const customer = await held(reader.language);
      const { page, faults } = await signedIn(reader);
      const button = (name: string) => page.getByRole("button", { name: say(name), exact: true });
      await page.goto(`/#/c/${customer.id}`);
      const card = page.getByRole("region", { name: say("draft.review") });
      await card.getByRole("button", { name: "#48217" }).click();
      await page.getByRole("dialog").getByText(say("support.customer")).waitFor();
      await keepsNobodyOut(page);
      await page.keyboard.press("Escape");

      await button("draft.edit").click();
      const words = page.getByRole("textbox", { name: say("draft.edit.label") });
      await keepsNobodyOut(page);
      await words.fill(`${SAID[reader.language]} ✓`);
      await button("draft.edit.send").click();
      expect(await customer.reply()).toMatchObject({ author: "bot", text: `${SAID[reader.language]} ✓` });
      await card.waitFor({ state: "detached" });

      await button("why.open").click();
      await page.getByRole("dialog").getByText(say("why.supports")).waitFor();
      await keepsNobodyOut(page);
      expect(faults).toEqual([]);
    });
  });

  it("stands on an article, which opens from where it is quoted", async () => {
    const say = textsOf("console", "en");
    const sentence = "You can return a product within 14 days of receiving it.";
    const article = {
      language: "en",
      title: "Returning a product",
      questions: ["How many days do I have to send something back?"],
      body: `${sentence}\n\nPlease bring the box and the invoice.`,
    };
    expect((await desk.api.post("/api/v1/articles", article)).status).toBeLessThan(300);
    const customer = await held("en", "Hello, what is the deadline to return a product?");
    const { page, faults } = await signedIn({ language: "en" });
    await page.goto(`/#/c/${customer.id}`);
    const card = page.getByRole("region", { name: say("draft.review") });
    // In so many words, or beside them.
    const quoted = card.getByRole("button", { name: sentence });
    await quoted.or(card.getByRole("button", { name: say("support.article") })).click();
    await page.getByRole("link", { name: say("support.open") }).click();
    expect(await page.locator("[name=title]").inputValue()).toBe(article.title);
    await draftsAt(desk).decide(customer.id, "reject");
    expect(faults).toEqual([]);
  });

  it("is approved by keyboard alone, and the queue's view of them is empty again", async () => {
    const say = textsOf("console", "en");
    const customer = await held("en");
    const draft = await draftsAt(desk).of(customer.id);
    const { page } = await signedIn({ language: "en" });
    await page.getByRole("button", { name: new RegExp(say("view.review")) }).click();
    await page.locator(`[data-row="${customer.id}"]`).click();
    await page.getByRole("region", { name: say("draft.review") }).waitFor();
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    expect(await customer.reply()).toMatchObject({ author: "bot", text: draft?.text });
    await page.getByText(say("queue.empty.review")).waitFor();
  });

  it("was withdrawn meanwhile: who says yes too late is told, and nothing is sent", async () => {
    const say = textsOf("console", "en");
    const customer = await held("en");
    const { page } = await signedIn({ language: "en" });
    await page.goto(`/#/c/${customer.id}`);
    const approve = page.getByRole("button", { name: say("draft.approve"), exact: true });
    await approve.waitFor();
    // The page hears of nothing while it looks: as on a line that is slow.
    await page.route("**/api/v1/conversations/**", (route) =>
      route.request().method() === "GET" ? route.abort() : route.continue(),
    );
    await desk.agent("reza").says(customer.id, "Reza here.");
    await approve.click();
    await page.getByText(say("act.stale")).waitFor();
    expect((await desk.messages(customer.id)).filter(({ author }) => author === "bot")).toEqual([]);
  });

  it("a suggested reply is put into the composer, changed there and sent by the agent", async () => {
    const say = textsOf("console", "en");
    const customer = await desk.visitor();
    await customer.says("hello");
    await customer.reply();
    await desk.agent("reza").takes(customer.id);
    await desk.turnOf(customer.id, await customer.says(SAID.en));
    const proposal = await draftsAt(desk).of(customer.id);
    const { page, faults } = await signedIn({ language: "en" });
    await page.goto(`/#/c/${customer.id}`);
    await page.getByRole("region", { name: say("proposal.title") }).waitFor();
    await page.getByText(say("known.case")).first().waitFor();
    await keepsNobodyOut(page);
    await page.keyboard.press("u");
    const composer = page.getByRole("textbox", { name: say("composer.label") });
    expect(await composer.inputValue()).toBe(proposal?.text);
    await composer.press("End");
    await composer.pressSequentially(" Sara.");
    await page.keyboard.press("Enter");
    expect(await customer.reply()).toMatchObject({ author: "agent", text: `${proposal?.text} Sara.` });
    const [end] = await draftsAt(desk).all("?kind=proposal");
    expect(end).toMatchObject({ id: proposal?.id, state: "edited" });
    expect(faults).toEqual([]);
  });

  it("what one is about to promise is said before it is sent, and ticked off when it is done", async () => {
    const customer = await desk.visitor();
    await customer.says("I want to talk to a person");
    await customer.reply();
    const { page } = await signedIn({ language: "en" });
    await page.goto(`/#/c/${customer.id}`);
    await page
      .getByRole("textbox", { name: textsOf("console", "en")("composer.label") })
      .fill("Hello. We will call you tomorrow at 10:00.");
    await page.getByText(/This promises: We will call you tomorrow at 10:00\.? — by .*10:00/).waitFor();
    await keepsNobodyOut(page);

    const t = textsOf("console", "en");
    await page.keyboard.press("Enter");
    const promise = page.getByRole("listitem").filter({ hasText: "We will call you tomorrow at 10:00." });
    await promise.filter({ hasText: t("promise.open") }).waitFor();
    await keepsNobodyOut(page);
    await promise.getByRole("button", { name: t("promise.keep") }).click();
    await promise.filter({ hasText: t("promise.kept") }).waitFor();
    expect(await promise.getByRole("button").count()).toBe(0);
  });
});
