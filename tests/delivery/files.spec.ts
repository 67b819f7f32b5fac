import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MemoryAdapter, memoryAdapter } from "../../adapters/memory/index.ts";
import { claimDueParts } from "../../src/delivery/claim.ts";
import { deliveryHandler } from "../../src/delivery/run.ts";
import { speak } from "../../src/desk/commands.ts";
import { keepFile } from "../../src/desk/files.ts";
import { openRows, QUIET, type Rows } from "../support/rows.ts";

const PNG = Buffer.from("89504e470d0a1a0a0000000d", "hex");
const KILOBYTE = 1024;

let rows: Rows;
let channel: MemoryAdapter;
beforeAll(async () => {
  rows = await openRows();
});
beforeEach(() => {
  rows.room = { textChars: 60, media: { image: KILOBYTE, document: 4 * KILOBYTE }, quotes: true };
  const adapter = memoryAdapter({ secret: "s" });
  if (!adapter.ok) throw new Error(adapter.error.message);
  channel = adapter.value;
});
afterAll(() => rows.close());

/** Sends all that is due; the channel takes these files by then. */
async function work(media = rows.room.media): Promise<void> {
  const { media: _, ...limits } = channel.limits;
  const adapter = { ...channel, limits: { ...limits, ...(media && { media }) } };
  const delivery = deliveryHandler({
    ...rows.desk,
    accounts: new Map([[rows.accountId, { id: rows.accountId, name: "test", adapter }]]),
    undelivered: async () => {},
    onOutcome: () => {},
    onError: (error) => {
      throw error;
    },
    concurrency: 1,
    sendTimeoutMs: 1_000,
  });
  // Each part waits for the one before it.
  for (let part = 0; part < 4; part += 1) {
    await delivery.handle(QUIET);
    await delivery.idle();
  }
}

async function says(conversationId: number, text: string, content: Uint8Array, replyToId?: number): Promise<number> {
  const file = await keepFile(rows.sql, { content, name: "a.png", by: { agentId: "sara" } }, rows.clock.now());
  const files = file ? [file.id] : [];
  const said = await speak(rows.desk, { conversationId, agentId: "sara", text, files, replyToId });
  if (!said.ok) throw new Error(said.error.message);
  return said.value.messageId ?? 0;
}
const stateOf = async (id: number) =>
  (
    await rows.sql<{ delivery: string; why: string | null }[]>`
    select m.delivery, (select max(o.why) from outbox o where o.message_id = m.id) as why from messages m
    where m.id = ${id}`
  )[0];

describe("a part with a file", () => {
  it("goes out with its bytes and its caption, under the message it answers", async () => {
    const { id } = await rows.conversation();
    const [asked] = await rows.sql<{ id: number; externalId: string }[]>`
      select id, external_id from messages where conversation_id = ${id}`;
    const messageId = await says(id, "your receipt", PNG, asked?.id);
    await work();
    expect(channel.sent).toHaveLength(1);
    expect(channel.sent[0]).toMatchObject({
      text: "your receipt",
      replyTo: asked?.externalId,
      media: { kind: "image", name: "a.png", mime: "image/png" },
    });
    expect(Buffer.from(channel.sent[0]?.media?.bytes ?? [])).toEqual(PNG);
    expect(await stateOf(messageId)).toMatchObject({ delivery: "sent" });
  });

  it("is shown under a message of ours by the id of its first part", async () => {
    const { id } = await rows.conversation();
    const first = await says(id, "a sentence that is much longer than one message of this channel holds", PNG);
    await work();
    const [head] = await rows.sql<{ externalId: string }[]>`
      select external_id from outbox where message_id = ${first} order by part limit 1`;
    await says(id, "as I said", PNG, first);
    await work();
    expect(channel.sent.at(-1)?.replyTo).toBe(head?.externalId);
    expect(
      channel.sent
        .slice(1)
        .map(({ replyTo }) => replyTo)
        .filter(Boolean),
    ).toHaveLength(1);
  });

  it("goes as a document where the picture is too large to be one", async () => {
    const { id } = await rows.conversation();
    await says(id, "", Buffer.concat([PNG, Buffer.alloc(2 * KILOBYTE)]));
    await work();
    expect(channel.sent[0]?.media?.kind).toBe("document");
  });

  it("fails, and says why, where the channel takes it no more", async () => {
    const { id } = await rows.conversation();
    const messageId = await says(id, "see", PNG);
    await work({ image: 1, document: 1 });
    expect(channel.sent).toEqual([]);
    expect(await stateOf(messageId)).toEqual({ delivery: "failed", why: "the channel does not take this file" });
  });

  it("is leased for as long as a slow line takes", async () => {
    const { id } = await rows.conversation();
    await says(id, "", PNG);
    const now = rows.clock.now();
    const [part] = await claimDueParts(rows.sql, [rows.accountId], now, 1);
    const [lease] = await rows.sql<{ leaseUntil: Date }[]>`select lease_until from outbox where id = ${part?.id ?? 0}`;
    expect((lease?.leaseUntil.getTime() ?? 0) - now.getTime()).toBeGreaterThan(60_000);
  });
});
