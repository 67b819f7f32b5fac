import { afterEach, describe, expect, it } from "vitest";
import { KAVENEGAR_SECRET, kavenegarWay, twilioWay, type WayTo, whatsappWay } from "../support/channel-desks.ts";
import type { ConversationWire, MessageWire } from "../support/desk-wire.ts";
import { deliveryBody, signatureOf } from "../support/whatsapp-feed.ts";

/** What a way's platform posts, and how it would be forged. */
interface Postman {
  readonly way: WayTo<unknown>;
  /** How far the first message to the customer got, in this order. */
  reports(...steps: readonly ("sent" | "delivered" | "read")[]): Promise<void>;
  /** The furthest step the platform ever tells. */
  readonly furthest: "delivered" | "read";
  /** Posts the same message of a customer's so often. @returns the statuses of the answers */
  saysAgain(text: string, times: number): Promise<readonly number[]>;
  /** A message with every proof that is none, each as it would be posted. */
  readonly forgeries: readonly (() => Promise<Response>)[];
}

const MESSAGE = "سفارش #48217 من هنوز نرسیده";
const CUSTOMER = "09120000001";

async function inOrder(times: number, post: () => Promise<Response>): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) statuses.push((await post()).status);
  return statuses;
}

async function whatsapp(): Promise<Postman> {
  const way = await whatsappWay();
  const { platform, door } = way;
  // Statuses come when the test says so, and not with the message.
  platform.tellStatuses();
  const userId = "IR.7300000000000000001";
  // WhatsApp lets us answer for a day.
  const timestamp = String(Math.floor(Date.now() / 1000));
  const metadata = { display_phone_number: "982100000000", phone_number_id: platform.phoneNumberId };
  const bodyOf = (text: string) => {
    const message = { from_user_id: userId, id: `wamid.${text.length}`, timestamp, type: "text", text: { body: text } };
    const contacts = [{ profile: { name: "سارا" }, user_id: userId }];
    const value = { messaging_product: "whatsapp", metadata, contacts, messages: [message] };
    return deliveryBody({ field: "messages", value });
  };
  const post = (body: string, signature: string | null) => {
    const proof: Record<string, string> = signature === null ? {} : { "x-hub-signature-256": signature };
    return fetch(door, { method: "POST", body, headers: { "content-type": "application/json", ...proof } });
  };
  const body = bodyOf("جعلی");
  const right = signatureOf(body, platform.appSecret);
  return {
    way,
    furthest: "read",
    async reports(...steps) {
      const [first] = await platform.messagesTo(userId, 1);
      for (const status of steps) {
        const statuses = [{ id: first?.id, status, timestamp, recipient_user_id: userId }];
        platform.push("messages", { messaging_product: "whatsapp", metadata, statuses }, userId);
      }
      await platform.settled();
    },
    saysAgain: (text, times) => inOrder(times, () => post(bodyOf(text), signatureOf(bodyOf(text), platform.appSecret))),
    forgeries: [
      () => post(body, null),
      () => post(body, ""),
      () => post(body, right.slice(0, -1)),
      () => post(body, signatureOf(body, "another secret")),
      () => post(bodyOf("کهنه"), right),
    ],
  };
}

async function twilio(): Promise<Postman> {
  const way = await twilioWay();
  const { platform, door } = way;
  const number = "+15005550101";
  const again = { MessageSid: `SM${"a".repeat(32)}` };
  const form = { ...again, AccountSid: platform.accountSid, From: number, To: "+15005550006", Body: "جعلی" };
  const post = (signature: string | null) => {
    const headers: Record<string, string> = signature === null ? {} : { "x-twilio-signature": signature };
    return fetch(door, { method: "POST", body: new URLSearchParams(form), headers });
  };
  return {
    way,
    furthest: "read",
    async reports(...steps) {
      await platform.messagesTo(number, 1);
      await platform.reports(platform.sentTo(number)[0]?.sid ?? "", ...steps);
    },
    async saysAgain(text, times) {
      const statuses: number[] = [];
      for (let time = 0; time < times; time += 1) statuses.push((await platform.says(number, text, again)).status);
      return statuses;
    },
    forgeries: [() => post(null), () => post(""), () => post("MA=="), () => post("A".repeat(28))],
  };
}

async function kavenegar(): Promise<Postman> {
  const way = await kavenegarWay("push");
  const { platform, door } = way;
  const post = (text: string, url: string) => {
    const form = { messageid: "35850099", from: CUSTOMER, to: platform.line, message: text };
    return fetch(url, { method: "POST", body: new URLSearchParams(form) });
  };
  const [address = ""] = door.split("?");
  return {
    way,
    furthest: "delivered",
    async reports(...steps) {
      await platform.messagesTo(CUSTOMER, 1);
      const codes = { sent: 5, delivered: 10, read: 10 } as const;
      await platform.reports(String(platform.sentTo(CUSTOMER)[0]?.messageid), ...steps.map((step) => codes[step]));
    },
    saysAgain: (text, times) => inOrder(times, () => post(text, door)),
    forgeries: [
      address,
      `${address}?secret=`,
      `${address}?secret=${KAVENEGAR_SECRET.slice(1)}`,
      `${door}&secret=${KAVENEGAR_SECRET}`,
    ].map((url) => () => post("جعلی", url)),
  };
}

describe.each([
  ["WhatsApp by the Cloud API", whatsapp] as const,
  ["SMS by Twilio", twilio] as const,
  ["SMS by Kavenegar that pushes", kavenegar] as const,
])("what %s posts", (_name, open) => {
  let postman: Postman;
  afterEach(() => postman.way.close());

  const conversations = async (): Promise<readonly ConversationWire[]> =>
    (await postman.way.desk.api.get<{ items: readonly ConversationWire[] }>("/api/v1/conversations")).body.items;
  const messages = async (): Promise<readonly MessageWire[]> => {
    const [conversation] = await conversations();
    return conversation ? postman.way.desk.messages(conversation.id) : [];
  };

  it("is one message however often it comes", async () => {
    postman = await open();
    expect(await postman.saysAgain(MESSAGE, 3)).toEqual([200, 200, 200]);
    const { desk } = postman.way;
    const [conversation] = await conversations();
    await desk.turnOf(conversation?.id ?? "", 1);
    expect((await messages()).filter(({ author }) => author === "customer").map(({ text }) => text)).toEqual([MESSAGE]);
    expect(await conversations()).toHaveLength(1);
  });

  it("is refused without its own proof, and leaves nothing behind", async () => {
    postman = await open();
    for (const forge of postman.forgeries) expect((await forge()).status).toBe(401);
    expect(await conversations()).toEqual([]);
  });

  it("tells how far an answer got, never backwards, whatever comes first", async () => {
    postman = await open();
    const { desk } = postman.way;
    await postman.saysAgain(MESSAGE, 1);
    const answerIs = (delivery: string) =>
      desk.until(
        async () => (await messages()).find((message) => message.author === "bot" && message.delivery === delivery),
        `an answer that is ${delivery}`,
      );
    await answerIs("sent");
    await postman.reports("delivered", "sent");
    await answerIs("delivered");
    await postman.reports("read", "delivered", "sent", "sent");
    expect(await answerIs(postman.furthest)).toMatchObject({ failure: null });
  });
});
