import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { planReply } from "../../src/core/reply-plan.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { json } from "../../src/db/connect.ts";
import { speak, take } from "../../src/desk/commands.ts";
import type { Conversation } from "../../src/desk/conversation.ts";
import { holdDraft } from "../../src/desk/drafts.ts";
import { changeOwner } from "../../src/desk/ownership.ts";
import { approveDraft, rejectDraft } from "../../src/desk/review.ts";
import { sweepHandler } from "../../src/followup/sweep.ts";
import { aSituation } from "../core/situation.ts";
import { openRows, QUIET, type Rows } from "../support/rows.ts";

const MINUTE = 60_000;

let rows: Rows;
let talk: Conversation;
beforeAll(async () => {
  rows = await openRows();
});
beforeEach(async () => {
  talk = await held();
});
afterAll(() => rows.close());

let codes = 100_000_000;

/** A conversation whose reply waits: released by the clock after `minutes`, or once a person says yes. */
async function held(minutes: number | null = null): Promise<Conversation> {
  const heard = await rows.conversation();
  codes += 1;
  await rows.ticket(heard, String(codes));
  const now = rows.clock.now();
  const at = { now, settings: DEFAULT_SETTINGS, speech: rows.desk.speech };
  const promisedAt = new Date(now.getTime() + 30 * MINUTE);
  const notice = { name: "held-for-review", code: String(codes), time: promisedAt.toISOString() } as const;
  await rows.sql.begin(async (tx) => {
    const event = { kind: "hold_for_review", reason: "vip" } as const;
    const moved = await changeOwner(tx, await rows.find(heard.id), { event, actor: "bot", notice, promisedAt }, at);
    if (!moved.ok) throw new Error("The conversation was not held.");
    const releaseAt = minutes === null ? null : new Date(now.getTime() + minutes * MINUTE);
    const { id, epoch } = moved.value;
    const plan = planReply(aSituation(), { purpose: "complaint", code: null, nextStepBy: null });
    const lane = minutes === null ? "approve" : "veto";
    const words = { text: "the held words", supports: [] };
    await holdDraft(tx, { conversationId: id, turnId: 1, epoch, plan, words, lane, reasons: ["vip"], releaseAt, now });
    if (releaseAt) await tx`update conversations set owner_due_at = ${releaseAt} where id = ${id}`;
  });
  return rows.find(heard.id);
}

const by = (agentId: string) => ({ conversationId: talk.id, agentId, ifEpoch: talk.epoch });
const onError = (error: unknown) => {
  throw error;
};
const sweep = () => sweepHandler({ ...rows.desk, onError })(QUIET);
const draft = async (id = talk.id) => {
  const [row] = await rows.sql<{ state: string; decidedBy: string | null; finalText: string | null }[]>`
    select state, decided_by, final_text from drafts where conversation_id = ${id} order by id desc limit 1`;
  return row;
};
const botSaid = async (id = talk.id) => {
  const said = await rows.sql<{ text: string; epoch: number }[]>`
    select text, epoch from messages where conversation_id = ${id} and author = 'bot' order by sequence`;
  return [...said];
};
const won = (results: readonly { readonly ok: boolean }[]) => results.filter(({ ok }) => ok).length;

describe("two who decide about one draft at the same moment", () => {
  it("both say yes: it goes out once, and the later one is told that the owner changed", async () => {
    const results = await Promise.all([approveDraft(rows.desk, by("sara")), approveDraft(rows.desk, by("reza"))]);
    expect(won(results)).toBe(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: "stale_epoch" } });
    expect(await botSaid()).toEqual([{ text: "the held words", epoch: talk.epoch + 1 }]);
  });

  it("one says yes and one says no: exactly one of them is heard", async () => {
    const no = { take: false, why: "" };
    const results = await Promise.all([
      approveDraft(rows.desk, by("sara")),
      rejectDraft(rows.desk, { ...by("reza"), ...no }),
    ]);
    expect(won(results)).toBe(1);
    const [approved] = results;
    expect(await botSaid()).toHaveLength(approved.ok ? 1 : 0);
    expect((await draft())?.state).toBe(approved.ok ? "sent" : "rejected");
    expect((await rows.find(talk.id)).state).toBe(approved.ok ? "bot" : "queued");
  });

  it("without naming an epoch, the later one learns that nothing waits any more", async () => {
    const unsure = { conversationId: talk.id, agentId: "sara" };
    const results = await Promise.all([approveDraft(rows.desk, unsure), approveDraft(rows.desk, unsure)]);
    expect(won(results)).toBe(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: "illegal_transition" } });
  });

  it("one takes over while the other says yes: what was sent was sent before, and the person answers", async () => {
    const results = await Promise.all([
      approveDraft(rows.desk, by("sara")),
      take(rows.desk, { conversationId: talk.id, agentId: "reza" }),
    ]);
    expect(results[1].ok).toBe(true);
    expect(await rows.find(talk.id)).toMatchObject({ state: "human", ownerAgentId: "reza" });
    expect((await draft())?.state).toBe(results[0].ok ? "sent" : "withdrawn");
    const outbox = await rows.sql<{ epoch: number }[]>`
      select epoch from outbox where conversation_id = ${talk.id} and speaker = 'bot'`;
    // Written before the takeover, under an older epoch: delivery will not begin it.
    for (const { epoch } of outbox) expect(epoch).toBeLessThan((await rows.find(talk.id)).epoch);
  });
});

describe("a draft whose time runs out while somebody says yes", () => {
  it("is sent or expires, never both", async () => {
    rows.clock.advance(15 * MINUTE);
    const [approved] = await Promise.all([approveDraft(rows.desk, by("sara")), sweep()]);
    expect((await draft())?.state).toBe(approved.ok ? "sent" : "expired");
    expect(await botSaid()).toHaveLength(approved.ok ? 1 : 0);
    expect((await rows.find(talk.id)).state).toBe(approved.ok ? "bot" : "queued");
  });

  it("and that the clock releases goes out once, whoever comes first", async () => {
    talk = await held(3);
    rows.clock.advance(3 * MINUTE);
    await Promise.all([approveDraft(rows.desk, by("sara")), sweep(), sweep()]);
    expect(await botSaid()).toHaveLength(1);
    expect(await rows.find(talk.id)).toMatchObject({ state: "bot", ownerDueAt: null });
  });
});

describe("the veto lane", () => {
  it("sends at its time and not before", async () => {
    talk = await held(3);
    rows.clock.advance(3 * MINUTE - 1);
    await sweep();
    expect(await botSaid()).toEqual([]);
    rows.clock.advance(1);
    await sweep();
    expect(await botSaid()).toHaveLength(1);
    expect(await draft()).toMatchObject({ state: "sent", decidedBy: "system" });
  });

  it("does not send what a person has stopped", async () => {
    talk = await held(3);
    await rejectDraft(rows.desk, { ...by("sara"), take: true, why: "wrong order" });
    rows.clock.advance(3 * MINUTE);
    await sweep();
    expect(await botSaid()).toEqual([]);
    const events = await rows.sql`select kind, actor, data from ticket_events where kind = 'draft_rejected'`;
    expect(events).toContainEqual({ kind: "draft_rejected", actor: "sara", data: { reason: "wrong order" } });
  });
});

describe("a held draft", () => {
  it("keeps what the edited words still stand on", async () => {
    const supports = [
      { kind: "customer", ref: "", quote: "#48217" },
      { kind: "article", ref: "3#1", quote: "within seven days" },
    ];
    await rows.sql`update drafts set supports = ${json(supports)}::jsonb where conversation_id = ${talk.id}`;
    await approveDraft(rows.desk, { ...by("sara"), text: "We look for #48217." });
    const [record] = await rows.sql<{ supports: unknown }[]>`
      select r.supports from reply_records r join messages m on m.id = r.message_id where m.conversation_id = ${talk.id}`;
    expect(record?.supports).toEqual([supports[0]]);
    expect(await draft()).toMatchObject({ state: "edited", finalText: "We look for #48217." });
  });

  it("that is edited keeps what its editor promises", async () => {
    await approveDraft(rows.desk, { ...by("sara"), text: "We will call you tomorrow at 10:00." });
    const made = await rows.sql`select made_by, words from promises where conversation_id = ${talk.id}`;
    expect([...made]).toEqual([{ madeBy: "sara", words: expect.stringContaining("call you tomorrow") }]);
  });

  it("is there exactly while its conversation is under review", async () => {
    await speak(rows.desk, { conversationId: talk.id, agentId: "sara", text: "hello" });
    const [odd] = await rows.sql<{ count: number }[]>`
      select count(*)::int as count from conversations c where (c.state = 'bot_review') <> exists (
        select from drafts d where d.conversation_id = c.id and d.kind = 'review' and d.state = 'pending')`;
    expect(odd?.count).toBe(0);
  });
});
