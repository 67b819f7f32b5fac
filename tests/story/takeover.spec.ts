import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memoryAdapter, SECRET_HEADER } from "../../adapters/memory/index.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import type { ConversationWire } from "../support/desk-wire.ts";

/** A channel whose sends, once begun, wait until they are let through. */
function slowChannel() {
  const memory = memoryAdapter({ secret: "s3cret" });
  if (!memory.ok) throw new Error(memory.error.message);
  let letThrough = () => {};
  const opened = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  const begun: string[] = [];
  const adapter: typeof memory.value = {
    ...memory.value,
    async send(message, signal) {
      begun.push(message.text);
      await opened;
      return memory.value.send(message, signal);
    },
  };
  return { adapter, begun, letThrough: () => letThrough() };
}

let channel: ReturnType<typeof slowChannel>;
let desk: Desk;
beforeEach(async () => {
  channel = slowChannel();
  desk = await aDesk({ channels: [{ name: "slow", adapter: channel.adapter }] });
});
afterEach(async () => {
  channel.letThrough();
  await desk.stop();
});

let events = 0;
async function customerSays(text: string): Promise<void> {
  events += 1;
  const event = { id: `e${events}`, type: "message", thread: "t1", message: `m${events}`, from: { id: "c1" }, text };
  const response = await fetch(`${desk.url}/webhooks/memory`, {
    method: "POST",
    headers: { "content-type": "application/json", [SECRET_HEADER]: "s3cret" },
    body: JSON.stringify({ events: [{ ...event, at: new Date().toISOString() }] }),
  });
  expect(response.status).toBe(200);
}
const theConversation = async (): Promise<ConversationWire> => {
  const { body } = await desk.api.get<{ items: ConversationWire[] }>("/api/v1/conversations?channel=memory");
  const [found] = body.items;
  if (!found) throw new Error("The customer's conversation is not listed.");
  return found;
};
const deliveries = async (id: string) =>
  (await desk.messages(id)).filter(({ author }) => author !== "customer").map((m) => [m.author, m.delivery]);
const until = (id: string, wanted: readonly (readonly [string, string])[]) =>
  desk.until(
    async () => (JSON.stringify(await deliveries(id)) === JSON.stringify(wanted) ? true : undefined),
    `deliveries ${JSON.stringify(wanted)}`,
  );

describe("an agent who speaks while the bot's answer is on the wire", () => {
  it("is told what still may arrive; nothing of the bot begins after", async () => {
    await customerSays("my order #48217 never arrived");
    const { id } = await theConversation();
    await until(id, [["bot", "sending"]]);
    await customerSays("and order #48218 is broken");
    await until(id, [
      ["bot", "sending"],
      ["bot", "pending"],
    ]);

    const { inFlight, message } = await desk.agent("sara").says(id, "Hello, this is Sara.");
    const [onTheWire, waiting] = (await desk.messages(id)).filter(({ author }) => author === "bot");
    expect(inFlight).toEqual([onTheWire?.id]);

    channel.letThrough();
    await until(id, [
      ["bot", "sent"],
      ["bot", "suppressed"],
      ["agent", "sent"],
    ]);
    expect(channel.begun).toEqual([onTheWire?.text, message.text]);
    expect(channel.begun).not.toContain(waiting?.text);
  });
});

describe("a second agent", () => {
  it("takes over from the first by speaking, and the customer hears both in order", async () => {
    channel.letThrough();
    await customerSays("my order #48217 never arrived");
    const { id } = await theConversation();
    await until(id, [["bot", "sent"]]);
    await desk.agent("sara").says(id, "Hello, this is Sara.");
    const { epoch } = await desk.conversation(id);
    await desk.agent("reza").says(id, "Reza here, I know this case.");
    expect(await desk.conversation(id)).toMatchObject({ state: "human", epoch: epoch + 1, owner: { agentId: "reza" } });
    await until(id, [
      ["bot", "sent"],
      ["agent", "sent"],
      ["agent", "sent"],
    ]);
    expect(channel.begun.slice(1)).toEqual(["Hello, this is Sara.", "Reza here, I know this case."]);
  });
});
