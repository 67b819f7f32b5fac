import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFigures } from "../../src/db/figures.ts";
import { openRows, type Rows } from "../support/rows.ts";

let rows: Rows;
beforeAll(async () => {
  rows = await openRows();
});
afterAll(() => rows.close());

/** The plan of the very statement the desk sends. */
async function planOf(): Promise<string> {
  const { sql } = rows;
  let asked: { readonly query: string; readonly values: unknown[] } | null = null;
  sql.options.debug = (_connection, query, values) => {
    if (query.includes("waiting_turns")) asked ??= { query, values };
  };
  await readFigures(sql);
  const { query, values } = asked ?? { query: "", values: [] };
  return sql.begin(async (tx) => {
    // On an empty table a scan of all rows is the cheapest: asked to avoid it, the planner shows whether it can.
    await tx`set local enable_seqscan = off`;
    const plan = await tx.unsafe<Record<string, string>[]>(`explain ${query}`, values as never[]);
    return plan.flatMap((row) => Object.values(row)).join("\n");
  });
}

describe("the figures of the rows", () => {
  it("are read from indexes alone, so that a million rows change nothing", async () => {
    const plan = await planOf();
    expect(plan).toContain("conversations_due");
    expect(plan).toContain("conversations_by_state");
    expect(plan).toContain("outbox_ended_badly");
    expect(plan).not.toMatch(/Seq Scan on (conversations|outbox)/);
  });

  it("say what became of the drafts of a day, and how long the oldest held one waits", async () => {
    const { id } = await rows.conversation();
    const drafts = [
      ["review", "pending", "90 seconds"],
      ["review", "expired", "2 hours"],
      ["proposal", "sent", "1 hour"],
      ["proposal", "sent", "1 hour"],
      ["proposal", "sent", "2 days"],
    ] as const;
    for (const [kind, state, ago] of drafts.toReversed()) {
      await rows.sql`
        insert into drafts (conversation_id, kind, state, text, epoch, created_at)
        values (${id}, ${kind}, ${state}, 'words', 1, now() - ${ago}::interval)`;
    }
    const figures = await readFigures(rows.sql);
    expect(figures.drafts).toEqual({ review: { pending: 1, expired: 1 }, proposal: { sent: 2 } });
    expect(figures.oldestReviewSeconds).toBeGreaterThanOrEqual(90);
    expect(figures.oldestReviewSeconds).toBeLessThan(600);
  });
});
