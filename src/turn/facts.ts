import { expiryOf, type KnownFact, reviseFacts } from "../core/facts.ts";
import type { Fact } from "../core/reading.ts";
import { json, type Transaction } from "../db/connect.ts";
import type { Conversation } from "../desk/conversation.ts";

interface Told {
  readonly turnId: number;
  readonly facts: readonly Fact[];
  readonly known: readonly KnownFact[];
  readonly corrects: boolean;
  /** A fact the customer said is wrong. */
  readonly denied?: KnownFact | null;
  readonly now: Date;
}

/** Writes down what a turn told: what is new, what was said again, and what no longer holds. */
export async function rememberFacts(
  tx: Transaction,
  { id, contactId, episode }: Pick<Conversation, "id" | "contactId" | "episode">,
  { turnId, facts, known, corrects, denied = null, now }: Told,
): Promise<void> {
  if (facts.length === 0 && denied === null) return;
  const { add, confirm, supersede } = reviseFacts(known, facts, corrects);
  const wrong = [...new Set([...supersede, ...(denied ? [denied.id] : [])])];
  const rows = add.map((fact) => ({ ...fact, expiresAt: expiryOf(fact.kind, now)?.toISOString() ?? null }));
  const seen = (column: "confirmed_at" | "superseded_at", ids: readonly number[]) =>
    ids.length === 0 ? [] : [tx`update facts set ${tx(column)} = ${now} where id = any(${ids as number[]})`];
  await Promise.all([
    ...seen("confirmed_at", confirm),
    ...seen("superseded_at", wrong),
    rows.length > 0 &&
      tx`
        insert into facts (conversation_id, contact_id, episode, kind, value, quote, confidence, turn_id, expires_at, created_at)
        select ${id}, ${contactId}, ${episode}, kind, value, quote, confidence, ${turnId}, "expiresAt", ${now}
        from jsonb_to_recordset(${json(rows)}::jsonb)
          as told (kind text, value text, quote text, confidence real, "expiresAt" timestamptz)`,
  ]);
}
