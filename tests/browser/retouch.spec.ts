import { afterAll, beforeAll, expect, it } from "vitest";
import { type MemoryAdapter, memoryAdapter } from "../../adapters/memory/index.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";
import { launch, type OpenPage, type TestBrowser } from "./browser.ts";
import { ADMIN, type AgentConsole, consoleOn } from "./console.ts";
import { textsOf } from "./texts.ts";

const COMPLAINT = "سفارش #48217 من هنوز نرسیده";
const say = textsOf("console", "fa");

describeWith("chromium", "what is with the customer already", (chromium) => {
  let desk: Desk;
  let memory: MemoryAdapter;
  let browser: TestBrowser;
  let open: OpenPage;
  let agent: AgentConsole;

  beforeAll(async () => {
    browser = await launch(chromium);
    const adapter = memoryAdapter({ secret: "s" });
    if (!adapter.ok) throw new Error(adapter.error.message);
    memory = adapter.value;
    desk = await aDesk({ env: ADMIN, channels: [{ name: "test", adapter: memory }] });
    const event = { id: "1", type: "message", message: "m-1", text: COMPLAINT, at: new Date().toISOString() };
    const response = await fetch(`${desk.url}/webhooks/memory`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-memory-secret": "s" },
      body: JSON.stringify({ events: [{ ...event, thread: "sara", from: { id: "sara", name: "سارا" } }] }),
    });
    expect(response.status).toBe(200);
    await memory.waitForSent(1);
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

  it("can be put in other words by whoever wrote it", async () => {
    const { page } = open;
    await agent.says("فردا می‌رصد");
    const said = page.getByRole("log").getByRole("article").filter({ hasText: "فردا" });
    await said.getByRole("button", { name: say("message.edit"), exact: true }).click();
    await said.getByRole("textbox", { name: say("message.edit") }).fill("فردا می‌رسد");
    await said.getByRole("button", { name: say("message.edit.save"), exact: true }).click();
    await said.getByText(say("message.edited")).waitFor();
    await agent.sees("فردا می‌رسد");
    expect(memory.retouched.at(-1)).toMatchObject({ threadId: "sara", text: "فردا می‌رسد" });
  });

  it("stays as it was where the messenger refuses, and the agent is told", async () => {
    const { page } = open;
    memory.answerRetouch({ kind: "refused", why: null });
    const said = page.getByRole("log").getByRole("article").filter({ hasText: "فردا" });
    await said.getByRole("button", { name: say("message.edit"), exact: true }).click();
    await said.getByRole("textbox", { name: say("message.edit") }).fill("پس‌فردا");
    await said.getByRole("button", { name: say("message.edit.save"), exact: true }).click();
    await said
      .getByRole("alert")
      .filter({ hasText: say("message.notdone") })
      .waitFor();
    await said.getByRole("button", { name: say("message.edit.cancel"), exact: true }).click();
    await agent.sees("فردا می‌رسد");
  });

  it("can be reacted to where the customer said it, and the reaction is taken back by the same press", async () => {
    const { page } = open;
    const asked = page.getByRole("log").getByRole("article").filter({ hasText: COMPLAINT }).first();
    const press = async () => {
      await asked.getByRole("button", { name: say("message.react"), exact: true }).click();
      await page.getByRole("button", { name: "🙏" }).click();
    };
    await press();
    await asked.getByText("🙏").waitFor();
    expect(memory.retouched.at(-1)).toMatchObject({ messageId: "m-1", text: "🙏" });
    await press();
    await asked.getByText("🙏").waitFor({ state: "detached" });
    expect(memory.retouched.at(-1)).toMatchObject({ messageId: "m-1", text: "" });
  });
});
