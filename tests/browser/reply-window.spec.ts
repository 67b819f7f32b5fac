import { afterAll, beforeAll, expect, it } from "vitest";
import { memoryAdapter } from "../../adapters/memory/index.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";
import { findBarriers } from "./axe.ts";
import { launch, type OpenPage, type TestBrowser } from "./browser.ts";
import { ADMIN, type AgentConsole, consoleOn } from "./console.ts";

const HOUR_MS = 3_600_000;
const COMPLAINT = "سفارش #48217 من هنوز نرسیده";

describeWith("chromium", "a customer who can be written to only for a while", (chromium) => {
  const asked: string[] = [];
  let windowMs = HOUR_MS;
  let desk: Desk;
  let browser: TestBrowser;
  let open: OpenPage;
  let agent: AgentConsole;

  /** Something of the customer's comes in. */
  async function comes(event: object): Promise<void> {
    const common = { thread: "sara", from: { id: "sara", name: "سارا" }, at: new Date().toISOString() };
    const response = await fetch(`${desk.url}/webhooks/memory`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-memory-secret": "s" },
      body: JSON.stringify({ events: [{ ...common, ...event }] }),
    });
    expect(response.status).toBe(200);
  }

  beforeAll(async () => {
    browser = await launch(chromium);
    const memory = memoryAdapter({ secret: "s" });
    if (!memory.ok) throw new Error(memory.error.message);
    const adapter = {
      ...memory.value,
      get limits() {
        return { ...memory.value.limits, replyWindowMs: windowMs };
      },
      askToReopen: async (threadId: string) => {
        asked.push(threadId);
        return { kind: "sent", id: "template-1" } as const;
      },
    };
    desk = await aDesk({ env: ADMIN, channels: [{ name: "test", adapter }] });
    await comes({ id: "1", type: "message", message: "m-1", text: COMPLAINT });
    await memory.value.waitForSent(1);
    open = await browser.open(desk.url, { language: "fa" });
    agent = consoleOn(open.page);
    await agent.open();
    await agent.signsIn(ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD);
    await agent.opens("سارا");
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("is shown with the end of that time when it is near, and what they put on a message stands at it", async () => {
    const { page } = open;
    await page.getByText(/تا .* می‌توانید برای این مشتری بنویسید/).waitFor();
    await comes({ id: "2", type: "reaction", message: "m-1", text: "🙏" });
    await page.locator("article").filter({ hasText: COMPLAINT }).getByText("🙏").waitFor();
  });

  it("is asked to write again by a button once it is over, and the thread says so", async () => {
    const { page, faults } = open;
    windowMs = 1;
    await page.reload();
    await page.getByText("مهلت پاسخ تمام شده است").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await agent.presses("درخواست پیام دوباره");
    await agent.sees(/از شما خواستیم یک بار دیگر|درخواست ما برای نوشتن دوباره/);
    await desk.until(async () => (asked.length > 0 ? asked : undefined), "the template");
    expect(asked).toEqual(["sara"]);
    expect(faults).toEqual([]);
  });
});
