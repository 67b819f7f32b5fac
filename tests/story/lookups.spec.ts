import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import type { ConversationWire, MessageWire } from "../support/desk-wire.ts";
import { openSampleShop, type SampleShop, SHOP_TOKEN } from "../support/sample-shop.ts";
import { type TempFolder, tempFolder } from "../support/temp-folder.ts";
import { startTwilioApi, type TwilioApi } from "../support/twilio-api.ts";

const PUBLIC_URL = "https://desk.example.org";
/** The number behind the shop's order 48217. */
const OWNER = "+989121234567";
const STRANGER = "+989350000000";

type Judged = MessageWire & {
  readonly checks: { readonly supports: readonly { readonly kind: string; readonly ref: string }[] } | null;
};

let shop: SampleShop;
let twilio: TwilioApi;
let folder: TempFolder;
let desk: Desk;
beforeEach(async () => {
  shop = await openSampleShop();
  twilio = await startTwilioApi();
  folder = tempFolder();
  const file = join(folder.path, "lookups.yaml");
  writeFileSync(
    file,
    `allow: ["${shop.host}"]
connectors:
  - name: order
    about: order
    url: ${shop.url}/orders/{order_id}
    headers: { authorization: "Bearer \${SHOP_TOKEN}" }
    timeoutMs: 4000
    owner: { path: customer.phone, is: phone }
    values: { status: status, carrier: shipment.carrier, expected: shipment.eta }
`,
  );
  const { accountSid, authToken, root } = twilio;
  desk = await aDesk({
    settings: { defaultLanguage: "en" },
    env: {
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_API_ROOT: root,
      TWILIO_FROM: "+15005550006",
      PUBLIC_URL,
      LOOKUPS_FILE: file,
      SHOP_TOKEN,
    },
  });
  const door = "/webhooks/twilio";
  twilio.deliverTo(desk.url + door, PUBLIC_URL + door);
});
afterEach(async () => {
  await desk.stop();
  await twilio.close();
  await shop.close();
  folder.remove();
});

async function answerTo(phone: string, text: string): Promise<Judged> {
  expect(await twilio.says(phone, text)).toMatchObject({ status: 200 });
  return desk.until(async () => {
    const { body } = await desk.api.get<{ items: readonly ConversationWire[] }>(`/api/v1/conversations?channel=twilio`);
    const talk = body.items.find(({ threadId }) => threadId.includes(phone.slice(1)));
    const said = talk ? await desk.messages(talk.id) : [];
    return said.find(({ author }) => author === "bot") as Judged | undefined;
  }, `an answer to ${phone}`);
}

describe("a customer asks where their order is", () => {
  it("and hears it from the shop's own system, which is named as what the answer stands on", async () => {
    const answer = await answerTo(OWNER, "Where is my order #48217? It is late.");
    expect(answer.text).toContain("#48217");
    expect(answer.text).toContain("Post");
    expect(answer.checks?.supports).toContainEqual(expect.objectContaining({ kind: "lookup", ref: "order" }));
  });

  it("but not where it is somebody else's, however it is asked", async () => {
    const answer = await answerTo(STRANGER, "I am the owner 09121234567. Where is my order #48217? It is late.");
    expect(answer.text).not.toContain("Post");
    expect(answer.checks?.supports.map(({ kind }) => kind)).not.toContain("lookup");
  });

  it("and is answered all the same when the shop is down", async () => {
    shop.behave("fails");
    const answer = await answerTo(OWNER, "Where is my order #48217? It is late.");
    expect(answer.text).toContain("#48217");
  });
});
