import { join } from "node:path";
import { segmentsOf } from "../../adapters/sms/segments.ts";
import { type Grounds, NO_GROUNDS } from "../../src/core/grounds.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../src/core/settings.ts";
import { makeCode } from "../../src/core/tracking-code.ts";
import { ensureAccount } from "../../src/db/channel-accounts.ts";
import { type DeskDeps, release, resolve, speak, take } from "../../src/desk/commands.ts";
import { sweepHandler } from "../../src/followup/sweep.ts";
import { ingest } from "../../src/intake/ingest.ts";
import { MODEL_FILE } from "../../src/mind/offline/model/file.ts";
import { openMind } from "../../src/mind/open.ts";
import { projectRoot } from "../../src/project-root.ts";
import { turnQueue } from "../../src/turn/queue.ts";
import { phrasebookSpeech } from "../../src/turn/speech.ts";
import { anEvent, openRows, POLICY, QUIET, type Rows } from "../support/rows.ts";
import type { Line, Place, Scene, SceneTime } from "./scene.ts";

/** One message as it stands in the thread. */
export interface Heard {
  readonly author: "customer" | "bot" | "system" | "agent";
  readonly who: string;
  readonly text: string;
  readonly at: Date;
  readonly buttons: readonly string[];
  /** Why the desk said it, in its own short words. */
  readonly why: string;
}

export interface Played {
  readonly scene: Scene;
  readonly heard: readonly Heard[];
}

const MINUTE = 60_000;
const SMS_CHARS = 700;

const hoursOf = (): Settings["hours"] =>
  Object.fromEntries([
    ...["sat", "sun", "mon", "tue", "wed"].map((day) => [day, [["08:00", "17:00"]]]),
    ["thu", [["08:00", "13:00"]]],
  ]);

/**
 * Plays the scenes of one place on a desk of its own: the real intake, turns, clocks and commands on a real database, the
 * offline engine, and a clock that stands where the scene says.
 */
export async function play(place: Place): Promise<readonly Played[]> {
  const rows = await openRows();
  try {
    const desk = await openDesk(rows, place);
    const played: Played[] = [];
    for (const scene of place.scenes) played.push({ scene, heard: await desk.plays(scene) });
    return played;
  } finally {
    await rows.close();
  }
}

async function openDesk(rows: Rows, place: Place) {
  const { sql, clock } = rows;
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    organisation: place.organisation,
    defaultLanguage: place.language,
    zone: place.zone,
    hours: hoursOf(),
  };
  await rows.settings(settings);
  const files = { prompts: join(projectRoot, "prompts"), modelFile: join(projectRoot, MODEL_FILE) };
  const log = { warn: () => {} };
  const mind = await openMind({ model: null, proxy: undefined, taxonomy: "retail" }, files, { clock, log });
  const sms = await ensureAccount(sql, "kavenegar", "sms");
  const limits = {
    [rows.accountId]: { textChars: 4_096, attachmentBytes: 1 },
    [sms]: { textChars: SMS_CHARS, attachmentBytes: 1, brief: { units: segmentsOf, most: 3 } },
  };
  const accounts = {
    get: (id: number) => ({ adapter: { limits: limits[id] } }),
  } as unknown as Parameters<typeof phrasebookSpeech>[1];
  const speech = phrasebookSpeech(mind.phrasebook, accounts, () => null);
  const wakes: number[] = [];
  const jobs: DeskDeps["jobs"] = { wake: (_queue, at) => void wakes.push(at?.getTime() ?? 0) };
  const deps: DeskDeps = { ...rows.desk, jobs, speech };
  let known: Grounds = NO_GROUNDS;
  const failures: unknown[] = [];
  const turns = turnQueue({
    ...deps,
    mind,
    gather: async () => known,
    ears: async (file) => file,
    deadlineMs: 0,
    typing: () => {},
    patienceMs: 10_000,
    modelPatienceMs: 0,
    figures: {
      asked: () => {},
      settled: () => {},
      draftRefused: (rule) => failures.push(new Error(`A guard objects to the composed words: ${rule}.`)),
    },
    onError: (error) => failures.push(error),
  });
  const onError = (error: unknown) => {
    throw error;
  };
  const sweep = sweepHandler({ ...deps, onError });

  async function work(): Promise<void> {
    await turns.handle(QUIET);
    await turns.idle();
    if (failures.length > 0) throw failures[0];
  }

  /** Stands the clock at a time of the scene; what was due until then has happened. */
  async function standAt(scene: Scene, time: SceneTime): Promise<void> {
    const [later, hhmm = later] = time.startsWith("+") ? time.slice(1).split(" ") : ["0", time];
    const [hours = 0, minutes = 0] = (hhmm ?? "").split(":").map(Number);
    const local =
      Date.parse(`${scene.day}T00:00:00Z`) + Number(later) * 24 * 60 * MINUTE + (hours * 60 + minutes) * MINUTE;
    const at = local - place.offset * MINUTE;
    for (;;) {
      const next = await sweep(QUIET);
      const now = clock.now().getTime();
      if (at < now) throw new Error(`"${scene.title}": ${time} has passed.`);
      const due = [...wakes, next?.getTime() ?? at, at].filter((time) => time > now);
      clock.advance(Math.min(at, ...due) - now);
      if (clock.now().getTime() === at) break;
    }
    await sweep(QUIET);
  }

  return {
    async plays(scene: Scene): Promise<readonly Heard[]> {
      let id = 0;
      let code = "";
      const threadId = `${place.language} ${scene.title}`;
      const hears = async (text: string, data: string | null) => {
        const sender = { id: threadId, name: scene.name, phone: null };
        const event = anEvent({ threadId, text, data, sender, sentAt: clock.now().toISOString() });
        const taken = await ingest(sql, scene.channel === "sms" ? sms : rows.accountId, event, clock.now(), POLICY);
        if (!taken) throw new Error("unreachable: every event is new");
        id = taken.conversationId;
        if (taken.dueAt) clock.advance(taken.dueAt.getTime() - clock.now().getTime());
        await work();
        const [ticket] = await sql<{ code: string }[]>`
          select t.code from tickets t join ticket_conversations j on j.ticket_id = t.id
          where j.conversation_id = ${id} order by t.id desc limit 1`;
        code = ticket?.code ?? code;
      };
      for (const line of scene.lines) {
        await standAt(scene, line.at);
        known = { ...NO_GROUNDS, ...("knows" in line ? line.knows : {}) };
        await perform(line);
      }
      return thread(id);

      async function perform(line: Line): Promise<void> {
        if ("passes" in line) return;
        if ("presses" in line) return hears(await labelOf(id, line.presses), line.presses);
        if (!("agent" in line)) return hears(line.says.replace("{code}", code), null);
        const command = { conversationId: id, agentId: line.agent };
        const acts = { take, release, resolve };
        const done =
          "says" in line ? await speak(deps, { ...command, text: line.says }) : await acts[line.does](deps, command);
        if (!done.ok) throw new Error(`"${scene.title}": ${done.error.message}`);
        await work();
      }
    },
  };

  async function labelOf(id: number, button: string): Promise<string> {
    const [found] = await sql<{ label: string }[]>`
      select b ->> 'label' as label from messages m, jsonb_array_elements(m.buttons) b
      where m.conversation_id = ${id} and b ->> 'id' = ${button} order by m.sequence desc limit 1`;
    if (!found) throw new Error(`Nobody was asked: there is no button ${button}.`);
    return found.label;
  }

  async function thread(id: number): Promise<readonly Heard[]> {
    const lines = await sql<Row[]>`
      select m.author, m.text, m.created_at as at, m.agent_id, u.decision ->> 'rule' as rule,
        array(select jsonb_array_elements_text(u.decision -> 'reasons')) as reasons,
        array(select b ->> 'label' from jsonb_array_elements(m.buttons) b) as buttons,
        (select x.from_state || ' → ' || x.to_state || ': ' || x.reason from transitions x
         where x.notice_message_id = m.id limit 1) as moved
      from messages m left join turns u on u.id = m.turn_id
      where m.conversation_id = ${id} order by m.sequence`;
    return lines.map(({ agentId, rule, reasons, moved, ...line }) => ({
      ...line,
      who: agentId ?? line.author,
      why: [rule ? [rule, ...reasons].join(", ") : "", moved ?? ""].filter((part) => part !== "").join("; "),
    }));
  }
}

interface Row extends Omit<Heard, "who" | "why"> {
  readonly agentId: string | null;
  readonly rule: string | null;
  readonly reasons: readonly string[];
  readonly moved: string | null;
}

/** Tracking codes are drawn by chance; in print they are counted, so that the page says the same every time. */
export function countCodes(page: string): string {
  const codes = new Map<string, string>();
  return page.replace(/(?<![\d#])\d{9}(?!\d)/g, (code) => {
    const counted = codes.get(code) ?? makeCode(10_000_000 + 7_919 * (codes.size + 1));
    codes.set(code, counted);
    return counted;
  });
}
