import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { segmentsOf } from "../../adapters/sms/segments.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import type { ConversationWire, MessageWire } from "../support/desk-wire.ts";
import { type KavenegarApi, startKavenegarApi } from "../support/kavenegar-api.ts";
import { startTwilioApi, type TwilioApi } from "../support/twilio-api.ts";

const PUBLIC_URL = "https://desk.example.org";
const LINK = /https:\/\/desk\.example\.org\/t\/(\d{9})\?k=\w+/;
const MOST_SEGMENTS = 3;
const LONG = `Hello, this is Reza. ${"I called the courier and they looked for the parcel. ".repeat(12)}It comes tomorrow.`;
const LONG_FA = `سلام، رضا هستم. ${"با پیک تماس گرفتم و دنبال بسته گشتند. ".repeat(12)}فردا به دستتان می‌رسد.`;

let desk: Desk;
afterEach(() => desk.stop());

/** Opens what stands in a text, as the customer's phone would. */
async function follow(text: string): Promise<{ readonly status: number; readonly html: string }> {
  const [link = ""] = LINK.exec(text) ?? [];
  const response = await fetch(link.replace(PUBLIC_URL, desk.url));
  return { status: response.status, html: await response.text() };
}

const conversationOf = (channel: string): Promise<ConversationWire> =>
  desk.until(async () => {
    const { body } = await desk.api.get<{ items: readonly ConversationWire[] }>(
      `/api/v1/conversations?channel=${channel}`,
    );
    return body.items[0];
  }, `a conversation on ${channel}`);

const messageLike = (id: string, like: (message: MessageWire) => boolean, what: string): Promise<MessageWire> =>
  desk.until(async () => (await desk.messages(id)).find(like), what);

/** An answer of the bot that is not cut short by the room of a text message. */
const botWords = (id: string) =>
  messageLike(id, ({ author, delivery }) => author === "bot" && delivery === "sent", "an answer that has gone out");

describe("a complaint by SMS through Twilio", () => {
  const SARA = "+14155550199";
  let twilio: TwilioApi;
  let id: string;
  beforeEach(async () => {
    twilio = await startTwilioApi();
    const { accountSid, authToken, root } = twilio;
    const account = { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_API_ROOT: root };
    desk = await aDesk({
      settings: { defaultLanguage: "en" },
      env: { ...account, TWILIO_FROM: "+15005550006", PUBLIC_URL },
    });
    const door = "/webhooks/twilio";
    twilio.deliverTo(desk.url + door, PUBLIC_URL + door);
    expect(await twilio.says(SARA, "My order #48217 has not arrived")).toMatchObject({ status: 200 });
    ({ id } = await conversationOf("twilio"));
    await botWords(id);
  });
  afterEach(() => twilio.close());

  const reza = () => desk.agent("reza");
  const sentLike = (part: string) =>
    desk.until(async () => twilio.sent.find(({ text }) => text.includes(part)), `a text with "${part}"`);

  it("is answered in a text that costs no more than three, and a short answer stays whole", async () => {
    const [first] = twilio.sent;
    expect(first).toMatchObject({ to: SARA });
    expect(segmentsOf(first?.text ?? "")).toBeLessThanOrEqual(MOST_SEGMENTS);
    await reza().says(id, "Hello, this is Reza. It comes tomorrow.");
    expect((await sentLike("Reza")).text).toBe("Hello, this is Reza. It comes tomorrow.");
  });

  it("sends a long answer as a short text with a link, and the link opens the whole words", async () => {
    await reza().says(id, LONG);
    const { text } = await desk.until(
      async () => twilio.sent.slice(1).find((message) => LINK.test(message.text)),
      "a text with a link",
    );
    expect(segmentsOf(text)).toBeLessThanOrEqual(MOST_SEGMENTS);
    expect(text).not.toContain("courier");
    expect((await desk.messages(id)).at(-1)?.text).toBe(LONG);
    const page = await follow(text);
    expect(page.status).toBe(200);
    expect(page.html).toContain(LONG);
    expect(page.html).not.toContain("has not arrived");
  });

  it("is followed by what the phones tell: on its way, and there", async () => {
    const [first] = twilio.sent;
    await twilio.reports(first?.sid ?? "", "sent", "delivered");
    expect((await messageLike(id, ({ delivery }) => delivery === "delivered", "a delivered answer")).author).toBe(
      "bot",
    );
    await reza().says(id, "Does it reach you?");
    const { sid } = await sentLike("reach you");
    await twilio.reports(sid, ["undelivered", 30003]);
    const failed = await messageLike(id, ({ delivery }) => delivery === "failed", "an answer that did not arrive");
    expect(failed).toMatchObject({ text: "Does it reach you?", failure: "chat-gone" });
  });

  it("ends with STOP: Twilio answers it, we do not, and an agent who writes all the same is told why it fails", async () => {
    const before = twilio.attempts.length;
    await twilio.says(SARA, "STOP");
    twilio.optOut(SARA);
    await messageLike(id, ({ text }) => text === "STOP", "the customer's STOP");
    await reza().says(id, "One more thing.");
    const refused = await messageLike(id, ({ delivery }) => delivery === "failed", "a refused answer");
    expect(refused).toMatchObject({ text: "One more thing.", failure: "blocked" });
    expect(twilio.attempts.slice(before).map(({ Body }) => Body)).toEqual(["One more thing."]);
  });
});

describe("a complaint by SMS through Kavenegar", () => {
  const SARA = "09121114821";
  const SECRET = "a-secret-of-the-line";
  let kavenegar: KavenegarApi;
  let id: string;
  beforeEach(async () => {
    kavenegar = await startKavenegarApi();
    const { apiKey, line, root } = kavenegar;
    const account = { KAVENEGAR_API_KEY: apiKey, KAVENEGAR_SENDER: line, KAVENEGAR_API_ROOT: root };
    desk = await aDesk({ env: { ...account, KAVENEGAR_WEBHOOK_SECRET: SECRET, PUBLIC_URL } });
    const door = `${desk.url}/webhooks/kavenegar?secret=${SECRET}`;
    kavenegar.setUrls({ push: door, callback: door });
    expect(await kavenegar.says(SARA, "سفارش #48217 من هنوز نرسیده")).toBe(200);
    ({ id } = await conversationOf("kavenegar"));
    await botWords(id);
  });
  afterEach(() => kavenegar.close());

  it("is answered in Persian within three texts, and what did not fit is read by the link", async () => {
    const [first] = kavenegar.sent;
    expect(segmentsOf(first?.message ?? "")).toBeLessThanOrEqual(MOST_SEGMENTS);
    await desk.agent("reza").says(id, LONG_FA);
    const { message } = await desk.until(
      async () => kavenegar.sent.slice(1).find((sent) => LINK.test(sent.message)),
      "a text with a link",
    );
    expect(segmentsOf(message)).toBeLessThanOrEqual(MOST_SEGMENTS);
    const page = await follow(message);
    expect(page.html).toContain('<html lang="fa" dir="rtl">');
    expect(page.html).toContain(LONG_FA);
  });

  it("is opened as well by the last digits of the phone, for whoever has the code alone", async () => {
    await desk.agent("reza").says(id, LONG_FA);
    const { message } = await desk.until(
      async () => kavenegar.sent.slice(1).find((sent) => LINK.test(sent.message)),
      "a text with a link",
    );
    const url = `${desk.url}/t/${LINK.exec(message)?.[1]}`;
    expect(await (await fetch(url)).text()).not.toContain(LONG_FA);
    const opened = await fetch(url, { method: "POST", body: new URLSearchParams({ digits: "۴۸۲۱" }) });
    expect([opened.status, (await opened.text()).includes(LONG_FA)]).toEqual([200, true]);
  });

  it("is followed by what the operators tell, and a phone that blocks the line is shown to the agent", async () => {
    const [first] = kavenegar.sent;
    await kavenegar.reports(String(first?.messageid), 4, 10);
    await messageLike(id, ({ delivery }) => delivery === "delivered", "a delivered answer");
    kavenegar.block(SARA);
    await desk.agent("reza").says(id, "سلام");
    const refused = await messageLike(id, ({ delivery }) => delivery === "failed", "a refused answer");
    expect(refused).toMatchObject({ text: "سلام", failure: "blocked" });
  });

  it("ends with the stop word of the operators, which we do not answer", async () => {
    const before = kavenegar.sent.length;
    await kavenegar.says(SARA, "لغو11");
    await messageLike(id, ({ text }) => text === "لغو11", "the customer's stop word");
    await desk.agent("reza").says(id, "سلام");
    await desk.until(async () => kavenegar.sent[before], "the agent's words");
    expect(kavenegar.sent.slice(before).map(({ message }) => message)).toEqual(["سلام"]);
  });
});
