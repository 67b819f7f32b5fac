import { AS_WRITTEN, type Chance } from "./chance.ts";
import { FRESH, nextStep } from "./customer.ts";
import type { Dialogue, Step } from "./dialogue.ts";
import type { Performance, PlayedLine, PlayedTurn } from "./performance.ts";
import type { Stage, Written } from "./stage.ts";

/** More than any script needs: a customer and a desk that never end are stopped. */
const MOST_STEPS = 40;

let played = 0;

/** Plays one dialogue to its end on a stage, and reads how everything stands then. */
export async function play(stage: Stage, dialogue: Dialogue, chance: Chance = AS_WRITTEN): Promise<Performance> {
  played += 1;
  const scene = { stage, chance, name: dialogue.name, threadId: `${dialogue.id}-${played}` };
  await (dialogue.at ? stage.moveTo(dialogue.at) : stage.moveToOpening());
  let step: Step | null = { says: dialogue.says };
  let state = FRESH;
  let stuck: string | null = null;
  for (let n = 0; step !== null && stuck === null && n < MOST_STEPS; n += 1) {
    if (n > 0) await passes(stage, chance.pause());
    stuck = await carryOut(scene, step);
    const next = nextStep(dialogue, state, await lastAsked(stage, scene.threadId));
    step = next?.step ?? null;
    state = next?.state ?? state;
  }
  stuck ??= await hearTheHeld(scene);
  stage.outage(false);
  const performance = await read(stage, scene.threadId, stuck);
  await retire(stage, scene.threadId);
  return performance;
}

interface Scene {
  readonly stage: Stage;
  readonly chance: Chance;
  readonly name: string;
  readonly threadId: string;
}

/** @returns what the desk still waits for, where it does not come to rest; else null */
async function carryOut(scene: Scene, step: Step): Promise<string | null> {
  const { stage, threadId } = scene;
  if ("wait" in step) await passes(stage, step.wait);
  else if ("outage" in step) stage.outage(true);
  else if ("restart" in step) await stage.restart();
  else if ("agent" in step) {
    const refusal = await agentActs(scene, step);
    if (refusal) return refusal;
  } else if ("burst" in step) return speak(scene, step.burst);
  else if ("sends" in step) await stage.says(from(scene), [{ text: step.says ?? "", sends: step.sends }]);
  else if ("press" in step) await stage.says(from(scene), [{ text: "", press: step.press }]);
  else return speak(scene, [step.says]);
  return stage.rest(threadId);
}

async function speak(scene: Scene, texts: readonly string[]): Promise<string | null> {
  for (const group of scene.chance.breath(texts)) {
    const messages: Written[] = [];
    for (const text of group) messages.push({ text: await withCode(scene, text) });
    await scene.stage.says(from(scene), messages);
    const stuck = await scene.stage.rest(scene.threadId);
    if (stuck) return stuck;
  }
  return null;
}

/** An answer that a person may stop goes out by itself a little later: the customer is told so, and waits. */
async function hearTheHeld({ stage, threadId }: Scene): Promise<string | null> {
  const [held] = await stage.database.sql<{ releaseAt: Date }[]>`
    select d.release_at from drafts d join conversations c on c.id = d.conversation_id
    where c.thread_id = ${threadId} and c.state = 'bot_review' and d.state = 'pending' and d.release_at is not null`;
  if (!held) return null;
  await passes(stage, (held.releaseAt.getTime() - stage.now().getTime()) / 60_000);
  return stage.rest(threadId);
}

/** A customer who writes `{code}` writes the code of their own ticket. */
async function withCode({ stage: { database }, threadId }: Scene, text: string): Promise<string> {
  if (!text.includes("{code}")) return text;
  const [row] = await database.sql<{ code: string }[]>`
    select t.code from tickets t join ticket_conversations j on j.ticket_id = t.id
    join conversations c on c.id = j.conversation_id where c.thread_id = ${threadId} order by t.id desc limit 1`;
  return text.replaceAll("{code}", row?.code ?? "{code}");
}

const from = ({ threadId, name }: Scene) => ({ threadId, name });

async function passes(stage: Stage, minutes: number): Promise<void> {
  if (minutes > 0) await stage.passes(minutes);
}

/** @returns why the desk refuses it; null where it is done */
async function agentActs({ stage, threadId }: Scene, step: Extract<Step, { agent: string }>): Promise<string | null> {
  const id = await conversationId(stage, threadId);
  const agentId = step.agent;
  if ("says" in step) return stage.agent(id, "messages", { agentId, text: step.says });
  return stage.agent(id, step.does, { agentId });
}

async function conversationId({ database }: Stage, threadId: string): Promise<number> {
  const [row] = await database.sql<{ id: number }[]>`select id from conversations where thread_id = ${threadId}`;
  if (!row) throw new Error(`Nobody has written in ${threadId} yet.`);
  return row.id;
}

async function lastAsked({ database }: Stage, threadId: string): Promise<string | null> {
  const [row] = await database.sql<{ asked: string | null }[]>`
    select (select substr(reason, 7) from jsonb_array_elements_text(t.decision -> 'reasons') reason
            where reason like 'asked %' limit 1) as asked
    from turns t join conversations c on c.id = t.conversation_id
    where c.thread_id = ${threadId} and t.outcome = 'released' order by t.id desc limit 1`;
  return row?.asked ?? null;
}

/** Reads what was said and how everything stands. */
async function read(stage: Stage, threadId: string, stuck: string | null): Promise<Performance> {
  const { sql } = stage.database;
  const id = await conversationId(stage, threadId);
  const [lines, turns, [end], facts, promises] = await Promise.all([
    sql<PlayedLine[]>`
      select m.author, m.text, m.created_at::text as at, m.turn_id::text as turn_id, r.total,
        coalesce(array(select jsonb_array_elements_text(r.faults)), '{}') as faults
      from messages m left join reply_records r on r.message_id = m.id
      where m.conversation_id = ${id} order by m.sequence`,
    sql<PlayedTurn[]>`
      select id::text, decision ->> 'rule' as rule, decision ->> 'kind' as decision,
        array(select jsonb_array_elements_text(decision -> 'reasons')) as reasons, reading, outcome, engine
      from turns t where conversation_id = ${id} order by t.id`,
    sql<{ owner: string; code: string | null; category: string; status: string; priority: string }[]>`
      select c.state as owner, t.code, t.category, t.status, t.priority from conversations c
      left join lateral (
        select t.* from tickets t join ticket_conversations j on j.ticket_id = t.id
        where j.conversation_id = c.id order by t.id desc limit 1) t on true
      where c.id = ${id}`,
    sql<{ kind: string; value: string }[]>`
      select kind, value from facts where conversation_id = ${id} and superseded_at is null order by id`,
    sql<{ state: string }[]>`select state from promises where conversation_id = ${id} order by id`,
  ]);
  const { owner = "", code = null, category = "", status = "", priority = "" } = end ?? {};
  return {
    lines,
    turns,
    owner,
    ticket: code === null ? null : { code, category, status, priority },
    facts,
    promises,
    stuck,
  };
}

/** The next dialogue puts the clock forward: nothing of this one may come due then. */
async function retire({ database: { sql } }: Stage, threadId: string): Promise<void> {
  await sql`
    with gone as (
      update conversations set owner_due_at = null where thread_id = ${threadId} returning id, ticket_id
    ), stopped as (
      update clocks set state = 'paused' from gone where conversation_id = gone.id and state = 'running'
    )
    update tickets set status = 'closed', closed_at = created_at from gone where tickets.id = gone.ticket_id`;
}
