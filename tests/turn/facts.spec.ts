import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FactKind } from "../../src/core/reading.ts";
import { knownFacts } from "../../src/db/known-facts.ts";
import { release, take } from "../../src/desk/commands.ts";
import { rememberFacts } from "../../src/turn/facts.ts";
import { openRows, type Rows } from "../support/rows.ts";

let rows: Rows;
beforeAll(async () => {
  rows = await openRows();
});
afterAll(() => rows.close());

async function tells(id: number, kind: FactKind, value: string, corrects = false): Promise<void> {
  const known = await knownFacts(rows.sql, [id], rows.clock.now());
  const facts = [{ kind, value, quote: value, confidence: 0.9 }];
  const conversation = await rows.find(id);
  await rows.sql.begin((tx) =>
    rememberFacts(tx, conversation, { turnId: 1, facts, known, corrects, now: rows.clock.now() }),
  );
}
const knows = async (id: number) =>
  (await knownFacts(rows.sql, [id], rows.clock.now())).map(({ kind, value }) => `${kind} ${value}`);

describe("what a customer told", () => {
  it("is known after a person has taken over and handed back", async () => {
    const { id } = await rows.conversation();
    await tells(id, "order_id", "#48217");
    await take(rows.desk, { conversationId: id, agentId: "sara" });
    await release(rows.desk, { conversationId: id, agentId: "sara" });
    expect(await knows(id)).toEqual(["order_id #48217"]);
  });

  it("is known on another channel of the same case, and what is personal in every conversation of the person", async () => {
    const telegram = await rows.conversation();
    const ticketId = await rows.ticket(telegram);
    await tells(telegram.id, "order_id", "48217");
    await tells(telegram.id, "phone", "09121234567");
    const whatsapp = await rows.conversation({ contactId: telegram.contactId, ticketId });
    const another = await rows.conversation({ contactId: telegram.contactId });
    expect(await knows(whatsapp.id)).toEqual(["order_id 48217", "phone 09121234567"]);
    expect(await knows(another.id)).toEqual(["phone 09121234567"]);
  });

  it("is never known of somebody else", async () => {
    const one = await rows.conversation();
    await tells(one.id, "phone", "09121234567");
    expect(await knows((await rows.conversation()).id)).toEqual([]);
  });

  it("belongs to its case: the next episode begins without the order, and with the phone", async () => {
    const { id } = await rows.conversation();
    await tells(id, "order_id", "48217");
    await tells(id, "phone", "09121234567");
    await rows.sql`update conversations set episode = episode + 1 where id = ${id}`;
    expect(await knows(id)).toEqual(["phone 09121234567"]);
  });

  it("gives way to its correction and stays on record", async () => {
    const { id } = await rows.conversation();
    await tells(id, "order_id", "48217");
    await tells(id, "order_id", "48271", true);
    expect(await knows(id)).toEqual(["order_id 48271"]);
    expect(await rows.sql`select 1 from facts where conversation_id = ${id}`).toHaveLength(2);
  });

  it("is confirmed when it is told again", async () => {
    const { id } = await rows.conversation();
    await tells(id, "order_id", "48217");
    await tells(id, "order_id", "#۴۸۲۱۷");
    const [fact, ...others] = await knownFacts(rows.sql, [id], rows.clock.now());
    expect(others).toEqual([]);
    expect(fact?.confirmedAt).toEqual(rows.clock.now());
  });

  it("is forgotten when it is too old to rely on", async () => {
    const { id } = await rows.conversation();
    await tells(id, "phone", "09121234567");
    rows.clock.advance(366 * 86_400_000);
    expect(await knows(id)).toEqual([]);
  });
});
