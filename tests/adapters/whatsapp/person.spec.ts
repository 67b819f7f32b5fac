import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accept, type IntakeDeps } from "../../../src/intake/accept.ts";
import { openRows, POLICY, type Rows } from "../../support/rows.ts";
import { openWebhookDoor, type WebhookDoor } from "../../support/webhook-door.ts";
import { startWhatsAppApi, type WhatsAppApi } from "../../support/whatsapp-api.ts";
import { openWhatsApp } from "./open.ts";

// From the platform's deliveries to the desk's rows: whoever writes under several handles is one person.

let rows: Rows;
let deps: IntakeDeps;
let api: WhatsAppApi;
let door: WebhookDoor;
let taken = 0;
beforeAll(async () => {
  rows = await openRows();
  const nothing = async () => undefined;
  deps = { ...rows.desk, policy: POLICY, noticeFlood: nothing, takeover: nothing, undelivered: nothing };
  api = await startWhatsAppApi();
  door = await openWebhookDoor(openWhatsApp({ apiRoot: api.root }));
  await api.subscribe(door.url);
});
afterAll(async () => {
  await api.close();
  await door.close();
  await rows.close();
});

/** Takes what was delivered since the last time. */
async function take(): Promise<void> {
  await api.settled();
  for (const event of door.heard.slice(taken)) await accept(deps, rows.accountId, event);
  taken = door.heard.length;
}

const conversations = (...texts: readonly string[]) => rows.sql<{ threadId: string; texts: string[] }[]>`
  select c.thread_id, array_agg(m.text order by m.sequence) as texts
  from conversations c join messages m on m.conversation_id = c.id
  where m.text = any(${[...texts]}) group by c.id, c.thread_id order by c.thread_id`;

describe("one person on WhatsApp", () => {
  it("stays one, first met by phone, then by both handles, then by user id alone", async () => {
    const [phone, userId] = ["989120000001", "IR.7300000000000000011"];
    for (const handles of [{ phone }, { phone, userId }, { userId }]) {
      api.customer(handles).says(`a${Object.keys(handles).length}${handles.phone ? "p" : "u"}`);
      await take();
    }
    expect(await conversations("a1p", "a2p", "a1u")).toEqual([{ threadId: userId, texts: ["a1p", "a2p", "a1u"] }]);
  });

  it("stays one with a new number, as long as no user id is known", async () => {
    const sara = api.customer({ phone: "989120000002" });
    sara.says("b1");
    sara.changesNumber("989350000002");
    sara.says("b2");
    await take();
    expect(await conversations("b1", "b2")).toEqual([{ threadId: "989350000002", texts: ["b1", "b2"] }]);
  });

  it.each([
    ["with a phone", "989120000003"],
    ["without one", undefined],
  ])("stays one with a new user id, %s", async (name, phone) => {
    const userId = `IR.73000000000000000${name.length}`;
    const sara = api.customer({ userId, ...(phone !== undefined && { phone }) });
    sara.says(`${name} 1`);
    sara.changesNumber("989350000003", `${userId}9`);
    sara.says(`${name} 2`);
    await take();
    const texts = [`${name} 1`, `${name} 2`];
    expect(await conversations(...texts)).toEqual([{ threadId: `${userId}9`, texts }]);
  });

  it("is heard when a template's button is all that was pressed", async () => {
    api.customer({ phone: "989120000004" }).tapsTemplate("wamid.ours-unknown", "REOPEN", "ادامه می‌دهم");
    await take();
    expect(await conversations("ادامه می‌دهم")).toHaveLength(1);
  });
});
