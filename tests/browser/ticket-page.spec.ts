import { afterAll, beforeAll, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { describeWith } from "../support/require.ts";
import { startTwilioApi, type TwilioApi } from "../support/twilio-api.ts";
import { findBarriers } from "./axe.ts";
import { type Language, launch, type TestBrowser } from "./browser.ts";

const PUBLIC_URL = "https://desk.example.org";
const PHONE_WIDTH = 390;
const WORDS: Readonly<Record<Language, readonly [complaint: string, answer: string]>> = {
  fa: ["سفارش #48217 من هنوز نرسیده", "سلام، رضا هستم. با پیک تماس گرفتم و دنبال بسته گشتند. "],
  ar: ["طلبي رقم #48217 لم يصل حتى الآن", "مرحباً، أنا رضا. اتصلت بالمندوب وبحثوا عن الطرد. "],
  en: ["My order #48217 has not arrived", "Hello, this is Reza. I called the courier and they looked for the parcel. "],
};
const FROM: Readonly<Record<Language, string>> = { fa: "+14155550101", ar: "+14155550102", en: "+14155550103" };

describeWith("chromium", "the page of a ticket on a phone", (chromium) => {
  let browser: TestBrowser;
  let twilio: TwilioApi;
  let desk: Desk;

  beforeAll(async () => {
    browser = await launch(chromium);
    twilio = await startTwilioApi();
    const { accountSid, authToken, root } = twilio;
    const account = { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_API_ROOT: root };
    desk = await aDesk({
      settings: { organisation: "فروشگاه سپید" },
      env: { ...account, TWILIO_FROM: "+15005550006", PUBLIC_URL },
    });
    twilio.deliverTo(`${desk.url}/webhooks/twilio`, `${PUBLIC_URL}/webhooks/twilio`);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    await twilio?.close();
  });

  /** A customer complains, an agent answers at length. @returns the link in the text the customer got, on this machine */
  async function linkFor(language: Language): Promise<string> {
    const [complaint, answer] = WORDS[language];
    const to = FROM[language];
    await twilio.says(to, complaint);
    const id = await desk.until(async () => {
      const { body } = await desk.api.get<{ items: { id: string }[] }>(
        `/api/v1/conversations?threadId=${encodeURIComponent(to)}`,
      );
      const found = body.items[0]?.id;
      return found && (await desk.messages(found)).some(({ delivery }) => delivery === "sent") ? found : undefined;
    }, "an answered complaint");
    await desk.agent("reza").says(id, answer.repeat(10).trim());
    return desk.until(async () => {
      const texts = twilio.sent.filter((message) => message.to === to).map(({ text }) => text);
      return /https:\S+/.exec(texts.slice(1).join("\n"))?.[0].replace(PUBLIC_URL, desk.url);
    }, "a link");
  }

  it.each(["fa", "ar", "en"] as const)(
    "fits, is read in %s by anybody's aids, and opens by the digits of the phone",
    async (language) => {
      const link = await linkFor(language);
      const { page, faults } = await browser.open(desk.url, { language, on: "phone" });
      const width = () => page.evaluate("document.documentElement.scrollWidth");

      await page.goto(link);
      await page.getByText(WORDS[language][1].trim().slice(0, 20)).first().waitFor();
      expect(await page.getAttribute("html", "dir")).toBe(language === "en" ? "ltr" : "rtl");
      expect(await width()).toBe(PHONE_WIDTH);
      expect(await findBarriers(page)).toEqual([]);

      await page.goto(link.replace(/\?.*/, ""));
      expect(await page.locator("article").count()).toBe(0);
      expect(await findBarriers(page)).toEqual([]);
      await page.getByRole("textbox").fill("0000");
      await page.getByRole("button").click();
      await page.getByRole("alert").waitFor();
      await page.getByRole("textbox").fill(FROM[language].slice(-4));
      await page.getByRole("button").click();
      await page.locator("article").first().waitFor();
      expect(await width()).toBe(PHONE_WIDTH);
      expect(page.url()).not.toContain("?");
      expect(faults).toEqual([expect.stringContaining("403")]);
    },
  );
});
