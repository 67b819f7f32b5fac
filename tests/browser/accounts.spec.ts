import { afterAll, beforeAll, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";
import { launch, type OpenPage, type TestBrowser } from "./browser.ts";
import { consoleOn } from "./console.ts";

describeWith("chromium", "accounts, by one-time links", (chromium) => {
  let desk: Desk;
  let browser: TestBrowser;
  let firstUrl: string;
  let admin: OpenPage;
  let invitation: string;

  beforeAll(async () => {
    browser = await launch(chromium);
    desk = await aDesk();
    firstUrl = desk.setupUrl ?? "";
    admin = await browser.open(desk.url, { language: "fa" });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  async function makesAccount({ page }: OpenPage, link: string, name: string, email: string): Promise<void> {
    await page.goto(link);
    await page.getByLabel("نام شما").fill(name);
    await page.getByLabel("ایمیل").fill(email);
    await page.getByLabel("گذرواژه").fill("a-long-password");
    await page.getByRole("button", { name: "ساختن حساب" }).click();
  }

  it("the link printed at the first start makes the admin, who is in at once", async () => {
    await makesAccount(admin, firstUrl, "سارا", "sara@sepid.example");
    await admin.page.getByRole("heading", { name: "صف انتظار" }).waitFor();
    expect(admin.page.url()).not.toContain("token");
  });

  it("an admin makes a link for a colleague, in full, and copies it", async () => {
    const { page } = admin;
    await page.goto("/#/settings");
    await page.getByRole("button", { name: "ساختن پیوند" }).click();
    invitation = await page.getByText("/setup?token=").innerText();
    expect(invitation).toMatch(new RegExp(`^${desk.url}/setup\\?token=[\\w-]{20,}$`));

    await page.getByRole("button", { name: "کپی", exact: true }).click();
    await page.getByRole("button", { name: "کپی شد" }).waitFor();
    // Read by pasting, as a person would.
    const field = page.getByRole("textbox", { name: "نام سازمان" });
    await field.fill("");
    await field.focus();
    await page.keyboard.press("Control+V");
    expect(await field.inputValue()).toBe(invitation);
  });

  it("the colleague joins by it, as an agent who may not change the desk", async () => {
    const colleague = await browser.open(desk.url, { language: "fa" });
    await makesAccount(colleague, invitation, "مریم", "maryam@sepid.example");
    await colleague.page.getByRole("heading", { name: "صف انتظار" }).waitFor();
    await colleague.page.goto("/#/settings");
    await colleague.page.getByText("فقط مدیر می‌تواند این‌ها را عوض کند.").waitFor();
    await colleague.page.getByRole("listitem").filter({ hasText: "مریم" }).getByText("کارشناس").waitFor();
    expect(await colleague.page.getByText("دعوت از همکار").count()).toBe(0);
    expect(colleague.faults).toEqual([]);
  });

  it("the admin sees them in the team", async () => {
    await admin.page.reload();
    const team = admin.page.getByRole("listitem");
    await team.filter({ hasText: "مریم" }).getByText("کارشناس").waitFor();
    await team.filter({ hasText: "سارا" }).getByText("مدیر").waitFor();
    expect(admin.faults).toEqual([]);
  });

  it("whoever has joined changes their name, and is told who reads it", async () => {
    const { page } = admin;
    await page.goto("/#/me");
    await page.getByText("مشتری هم در وب بالای پاسخ‌هایتان همین نام را می‌خواند").waitFor();
    await page.getByLabel("نام شما").fill("سارا احمدی");
    await page.getByRole("button", { name: "ذخیره", exact: true }).click();
    await page.getByText("ذخیره شد").waitFor();
    await page.getByRole("paragraph").filter({ hasText: "سارا احمدی" }).waitFor();
    await page.goto("/#/settings");
    await page.getByRole("listitem").filter({ hasText: "سارا احمدی" }).waitFor();
    expect(admin.faults).toEqual([]);
  });

  it("a link works once: whoever comes later is told what to do", async () => {
    const late = await browser.open(desk.url, { language: "fa" });
    await makesAccount(late, invitation, "ناشناس", "late@sepid.example");
    await late.page.getByRole("alert").getByText("از یک مدیر پیوند تازه بخواهید").waitFor();
  });

  it("the password opens the desk again on another day", async () => {
    const other = await browser.open(desk.url, { language: "fa" });
    const agent = consoleOn(other.page);
    await agent.open();
    await agent.signsIn("maryam@sepid.example", "a-long-password");
    expect(other.faults).toEqual([]);
  });
});
