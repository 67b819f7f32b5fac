import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import type { Visitor } from "../support/desk-visitor.ts";
import { describeWith } from "../support/require.ts";
import { launch, type OpenPage, type TestBrowser } from "./browser.ts";
import { ADMIN, type AgentConsole, consoleOn } from "./console.ts";
import { type Line, startLine } from "./line.ts";
import { textsOf } from "./texts.ts";

// Each story signs in anew, and some wait for what the page does by itself after seconds.
vi.setConfig({ testTimeout: 60_000 });

const say = textsOf("console", "fa");
const COMPOSER = { name: say("composer.label") } as const;

describeWith("chromium", "the agents' page after a gap", (chromium) => {
  let desk: Desk;
  let line: Line;
  let browser: TestBrowser;
  let customer: Visitor;
  let opened: OpenPage;
  let agent: AgentConsole;
  let stories = 0;

  beforeAll(async () => {
    browser = await launch(chromium);
    desk = await aDesk({ env: ADMIN });
    line = await startLine(desk.url);
  });
  afterAll(async () => {
    await browser?.close();
    await line?.close();
    await desk?.stop();
  });

  /** A customer who waits for a person, open on the page of an agent. */
  beforeEach(async () => {
    stories += 1;
    customer = await desk.visitor();
    await customer.says(`می‌خوام با یک نفر حرف بزنم، بار ${stories}`);
    await customer.reply();
    opened = await browser.open(line.url, { language: "fa" });
    await opened.page.clock.install();
    agent = consoleOn(opened.page);
    await agent.open();
    await agent.signsIn(ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD);
    await agent.opens(`بار ${stories}`);
    await agent.sees(`بار ${stories}`);
    return () => opened.page.context().close();
  });

  /** How often these words stand in the conversation on the page, and at the desk. */
  const timesSaid = async (words: string) => ({
    onThePage: await opened.page.getByRole("log").getByText(words, { exact: true }).count(),
    atTheDesk: (await desk.messages(customer.id)).filter(({ text }) => text === words).length,
  });
  const ONCE = { onThePage: 1, atTheDesk: 1 } as const;
  /** Words of an agent are at the desk, and no longer on their way. */
  async function arrives(words: string): Promise<void> {
    const said = async () => (await desk.messages(customer.id)).find(({ text }) => text === words);
    await desk.until(said, `"${words}" at the desk`);
    await opened.page.getByText(say("message.waits")).waitFor({ state: "detached" });
    await opened.page.getByRole("log").getByText(say("delivery.sent")).last().waitFor();
  }
  const banner = () => opened.page.getByText(say("offline.lost"));

  it("an hour asleep, with a stream that died in silence: what came meanwhile stands there, once, and counts", async () => {
    line.freezeStreams();
    await customer.says("هنوز کسی جواب نداده است");
    const another = await desk.visitor();
    await another.says("من هم می‌خواهم با یک نفر حرف بزنم");
    await another.reply();

    await opened.page.clock.fastForward("01:00:00");
    await agent.sees("هنوز کسی جواب نداده است");
    expect(await timesSaid("هنوز کسی جواب نداده است")).toEqual(ONCE);
    await agent.rows.filter({ hasText: "من هم می‌خواهم" }).waitFor();
    await expect.poll(() => opened.page.title()).toMatch(/^\(۲\)/);

    // The new line is a live one.
    await customer.says("و حالا؟");
    await agent.sees("و حالا؟");
  });

  it("a stream that only fell silent is noticed too, without any sleep", async () => {
    line.freezeStreams();
    await customer.says("کسی هست؟");
    // Beat by beat: no two of them are so far apart that the machine could have slept.
    await opened.page.clock.runFor(70_000);
    await agent.sees("کسی هست؟");
    expect(await timesSaid("کسی هست؟")).toEqual(ONCE);
  });

  it("a cut line: the page says so, keeps what is written, and sends it once the line is back", async () => {
    await agent.presses(say("act.take"));
    await agent.isToldThat(say("state.human.me"));
    line.cut();
    await banner().waitFor();
    await agent.says("اول");
    await agent.says("دوم");
    await opened.page.getByText(say("message.waits")).nth(1).waitFor();
    await customer.says("این را در قطعی نوشتم");

    line.mend();
    await opened.page.clock.runFor(15_000);
    await arrives("دوم");
    await banner().waitFor({ state: "detached" });
    await agent.sees("این را در قطعی نوشتم");
    expect(await timesSaid("اول")).toEqual(ONCE);
    expect(await timesSaid("دوم")).toEqual(ONCE);
    const ours = (await desk.messages(customer.id)).filter(({ author }) => author === "agent");
    expect(ours.map(({ text }) => text)).toEqual(["اول", "دوم"]);
  });

  it("an answer that was lost on its way back: the words are tried again and said once", async () => {
    const keys: (string | undefined)[] = [];
    await opened.page.route("**/messages", (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      return keys.length === 1 ? route.fetch().then(() => route.abort()) : route.continue();
    });
    await agent.says("همین حالا نگاه می‌کنم");
    await expect.poll(() => keys.length).toBe(2);
    expect(keys[0]).toBe(keys[1]);
    await arrives("همین حالا نگاه می‌کنم");
    expect(await timesSaid("همین حالا نگاه می‌کنم")).toEqual(ONCE);
  });

  it("words that waited while a colleague took over are held, not said over them", async () => {
    await agent.presses(say("act.take"));
    await agent.isToldThat(say("state.human.me"));
    line.cut();
    await agent.says("من هستم");
    await opened.page.getByText(say("message.waits")).waitFor();
    await desk.agent("maryam").says(customer.id, "سلام، مریم هستم");
    line.mend();
    await opened.page.clock.runFor(15_000);
    await opened.page.getByRole("alert").getByText(say("message.stale")).waitFor();
    expect((await timesSaid("من هستم")).atTheDesk).toBe(0);
  });

  it("a session that ended: signing in leads back to the same conversation, draft and all", async () => {
    const { page } = opened;
    await page.getByRole("textbox", COMPOSER).fill("سلام، دارم نگاه");
    await page.context().clearCookies();
    await customer.says("الو؟");
    await page.getByText(say("login.ended")).waitFor();

    await agent.signsIn(ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD);
    await agent.sees("الو؟");
    expect(await page.getByRole("textbox", COMPOSER).inputValue()).toBe("سلام، دارم نگاه");
  });

  it("a session that ended while words were on their way: they go once somebody has signed in", async () => {
    await opened.page.context().clearCookies();
    await agent.says("می‌رسم خدمتتان");
    await opened.page.getByText(say("login.ended")).waitFor();
    await agent.signsIn(ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD);
    await arrives("می‌رسم خدمتتان");
    expect(await timesSaid("می‌رسم خدمتتان")).toEqual(ONCE);
  });

  it("a reload keeps the draft; signing out forgets it", async () => {
    const { page } = opened;
    await page.getByRole("textbox", COMPOSER).fill("نیمه‌کاره");
    await page.reload();
    await agent.sees(`بار ${stories}`);
    expect(await page.getByRole("textbox", COMPOSER).inputValue()).toBe("نیمه‌کاره");

    await page.getByRole("button", { name: say("rail.account") }).click();
    await page.getByRole("menuitem", { name: say("rail.signout") }).click();
    await agent.signsIn(ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD);
    expect(await page.getByRole("textbox", COMPOSER).inputValue()).toBe("");
  });

  it("two tabs of one agent show the same, and each word once", async () => {
    const tab = await opened.page.context().newPage();
    const second = consoleOn(tab);
    await tab.goto(opened.page.url());
    await second.sees(`بار ${stories}`);
    await agent.presses(say("act.take"));
    await second.isToldThat(say("state.human.me"));
    await second.says("از زبانه‌ی دوم");
    await agent.sees("از زبانه‌ی دوم");
    expect(await timesSaid("از زبانه‌ی دوم")).toEqual(ONCE);
    expect(await tab.getByRole("log").getByText("از زبانه‌ی دوم", { exact: true }).count()).toBe(1);
  });
});
