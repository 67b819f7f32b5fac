import { afterAll, beforeAll, expect, it } from "vitest";
import { codeOf } from "../support/authenticator.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";
import { launch, type OpenPage, type TestBrowser } from "./browser.ts";
import { ADMIN, consoleOn } from "./console.ts";

describeWith("chromium", "the second factor, at a browser", (chromium) => {
  let desk: Desk;
  let browser: TestBrowser;
  let sara: OpenPage;
  /** What the app got from the picture: here, from the key beside it. */
  let address: string;
  let backupCodes: string[];

  beforeAll(async () => {
    browser = await launch(chromium);
    desk = await aDesk({ env: ADMIN });
    sara = await browser.open(desk.url, { language: "fa" });
    const agent = consoleOn(sara.page);
    await agent.open();
    await agent.signsIn(ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  /** The password is given; what comes next is the code. */
  async function begins(): Promise<OpenPage> {
    const open = await browser.open(desk.url, { language: "fa" });
    await open.page.goto("/");
    await open.page.getByLabel("ایمیل").fill(ADMIN.ADMIN_EMAIL);
    await open.page.getByLabel("گذرواژه").fill(ADMIN.ADMIN_PASSWORD);
    await open.page.getByRole("button", { name: "ورود", exact: true }).click();
    await open.page.getByRole("heading", { name: "یک گام دیگر" }).waitFor();
    return open;
  }
  const isIn = ({ page }: OpenPage) => page.getByRole("heading", { name: "صف انتظار" }).waitFor();

  it("is set up under “My account”: the password, the picture, a code of the app, the backup codes", async () => {
    const { page } = sara;
    await page.getByRole("button", { name: "حساب شما" }).click();
    await page.getByRole("menuitem", { name: "حساب من" }).click();
    await page.getByRole("button", { name: "راه‌اندازی" }).click();
    await page.getByLabel("گذرواژهٔ شما").fill("a wrong password");
    await page.getByRole("button", { name: "ادامه" }).click();
    await page.getByText("گذرواژه درست نیست.").waitFor();
    await page.getByLabel("گذرواژهٔ شما").fill(ADMIN.ADMIN_PASSWORD);
    await page.getByRole("button", { name: "ادامه" }).click();

    await page.getByRole("img", { name: "تصویر کلید برای برنامهٔ رمزساز" }).waitFor();
    const key = (await page.getByText(/^([A-Z2-7]{4} ){5,}/).innerText()).replaceAll(" ", "");
    address = `otpauth://totp/Hamdel?secret=${key}`;
    await page.getByLabel("سپس کدی را که برنامه نشان می‌دهد بنویسید").fill(codeOf(address));
    await page.getByRole("button", { name: "روشن کردن" }).click();
    const list = page.getByRole("list", { name: "کدهای پشتیبان" });
    await list.waitFor();
    backupCodes = await list.getByRole("listitem").allInnerTexts();
    expect(backupCodes).toHaveLength(10);
    await page.getByRole("button", { name: "نگه داشتم" }).click();
    await page.getByText("روشن", { exact: true }).waitFor();
    expect(await list.count()).toBe(0);
  });

  it("is asked for after the password, in the reader's own digits", async () => {
    const other = await begins();
    const { page } = other;
    await page.getByLabel("کد").fill("۰۰۰۰۰۰");
    await page.getByRole("button", { name: "ادامه" }).click();
    await page.getByText("این کد درست نیست").waitFor();
    const code = codeOf(address, 1).replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));
    await page.getByLabel("کد").fill(code);
    await page.getByRole("button", { name: "ادامه" }).click();
    await isIn(other);
  });

  it("without the phone a backup code opens the account, once", async () => {
    const [code = ""] = backupCodes;
    const first = await begins();
    await first.page.getByRole("button", { name: "با کد پشتیبان" }).click();
    await first.page.getByLabel("کد پشتیبان").fill(code);
    await first.page.getByRole("button", { name: "ادامه" }).click();
    await isIn(first);
    const second = await begins();
    await second.page.getByRole("button", { name: "با کد پشتیبان" }).click();
    await second.page.getByLabel("کد پشتیبان").fill(code);
    await second.page.getByRole("button", { name: "ادامه" }).click();
    await second.page.getByText("این کد درست نیست").waitFor();
  });

  it("the sessions are listed, and ended from any of them: the others are at the sign-in page again", async () => {
    const { page } = sara;
    await page.reload();
    await page.getByText("همین دستگاه").waitFor();
    await page.getByRole("button", { name: "خروج از همهٔ جاهای دیگر" }).click();
    await expect.poll(() => page.getByRole("button", { name: /^خروج:/ }).count()).toBe(0);
    await page.getByText("همین دستگاه").waitFor();
    expect(sara.faults.filter((fault) => !/ 40[01] /.test(fault))).toEqual([]);
  });

  it("the audit log tells all of it", async () => {
    const { page } = sara;
    await page.goto("/#/audit");
    await page.getByRole("heading", { name: "گزارش رویدادها" }).waitFor();
    const log = page.getByRole("region", { name: "گزارش رویدادها" }).getByRole("listitem");
    await log.filter({ hasText: "عامل دوم روشن شد" }).waitFor();
    await log.filter({ hasText: "ورود ناموفق" }).first().waitFor();
    await page.getByRole("button", { name: /نمایش/ }).click();
    await page.getByRole("option", { name: "عامل دوم" }).click();
    await expect.poll(() => log.count()).toBe(1);
  });
});
