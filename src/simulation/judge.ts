import { factKey } from "../core/facts.ts";
import { fold } from "../core/fold.ts";
import type { FactKind } from "../core/reading.ts";
import { findCodes, foldDigits } from "../core/tracking-code.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Performance } from "./performance.ts";

/** Short sentences, as a greeting, may return; what says something may not. */
const TELLING_WORDS = 5;

/**
 * Everything that is wrong with a performance: what the dialogue expects of its end, and what no dialogue may hold.
 * Pure. Empty: it holds.
 */
export function judge(dialogue: Dialogue, played: Performance): readonly string[] {
  return [
    ...(played.stuck ? [`the desk did not come to rest: ${played.stuck}`] : []),
    ...endOf(dialogue, played),
    ...forbidden(dialogue, played),
    ...askedTwice(played),
    ...saidTwice(played),
  ];
}

function endOf({ expect }: Dialogue, played: Performance): readonly string[] {
  const { owner, ticket, facts = {}, promises = {}, mentions = [], rules = [] } = expect;
  const faults: string[] = [];
  const differs = (what: string, wanted: unknown, found: unknown) => {
    if (wanted !== undefined && wanted !== found) faults.push(`${what} is ${String(found)}, not ${String(wanted)}`);
  };
  differs("the owner", owner, played.owner);
  if (ticket === null) differs("the ticket", "none", played.ticket === null ? "none" : "open");
  else if (ticket) {
    if (!played.ticket) faults.push("no ticket was opened");
    for (const key of ["category", "status", "priority"] as const)
      differs(`the ticket's ${key}`, ticket[key], played.ticket?.[key]);
  }
  const known = new Set(played.facts.map(({ kind, value }) => factKey({ kind: kind as FactKind, value })));
  for (const [kind, value] of Object.entries(facts)) {
    if (value && !known.has(factKey({ kind: kind as FactKind, value })))
      faults.push(`the ${kind} ${value} is not known`);
  }
  for (const state of ["open", "missed"] as const) {
    differs(
      `the number of ${state} promises`,
      promises[state],
      played.promises.filter((each) => each.state === state).length,
    );
  }
  const said = foldDigits(
    ours(played)
      .map(({ text }) => text)
      .join("\n"),
  );
  for (const words of mentions) {
    const wanted = words.replaceAll("{code}", played.ticket?.code ?? "{code}");
    if (!said.includes(foldDigits(wanted))) faults.push(`nobody said ${words}`);
  }
  for (const rule of rules)
    if (!played.turns.some((turn) => turn.rule === rule)) faults.push(`no turn followed the rule ${rule}`);
  return faults;
}

/** What our words may never do, in any dialogue. */
function forbidden({ never }: Dialogue, played: Performance): readonly string[] {
  const patterns = never.map((source) => new RegExp(source, "iu"));
  const theirs = new Set([played.ticket?.code]);
  return ours(played).flatMap(({ text, faults }) => [
    ...patterns
      .filter((pattern) => pattern.test(text))
      .map((pattern) => `said what it never may (${pattern.source}): ${text}`),
    ...faults.map((fault) => `${fault}: ${text}`),
    ...findCodes(text)
      .filter(({ code, valid }) => valid && !theirs.has(code) && !wasSaidByCustomer(played, code))
      .map(({ code }) => `gave a code that is not theirs, ${code}: ${text}`),
  ]);
}

function wasSaidByCustomer({ lines }: Performance, words: string): boolean {
  return lines.some(({ author, text }) => author === "customer" && foldDigits(text).includes(words));
}

const ours = ({ lines }: Performance) => lines.filter(({ author }) => author === "bot" || author === "system");

/** Kinds a reading had told before the desk asked for them, or that it asked for twice. */
function askedTwice({ turns }: Performance): readonly string[] {
  const known = new Set<string>();
  const asked = new Set<string>();
  const faults: string[] = [];
  for (const { reading, reasons, outcome } of turns) {
    for (const { kind } of reading.facts) known.add(kind);
    const kind = reasons.find((reason) => reason.startsWith("asked "))?.slice("asked ".length);
    if (kind === undefined || outcome !== "released") continue;
    if (known.has(kind)) faults.push(`asked for ${kind}, which was known`);
    if (asked.has(kind)) faults.push(`asked for ${kind} twice`);
    asked.add(kind);
  }
  return faults;
}

function saidTwice(played: Performance): readonly string[] {
  const seen = new Set<string>();
  return played.lines.flatMap(({ author, text }) => {
    if (author !== "bot") return [];
    return (text.match(/[^.!?؟\n]+/g) ?? []).flatMap((sentence) => {
      const words = fold(sentence).trim();
      if (words.split(" ").length < TELLING_WORDS || /\d{4}/.test(words)) return [];
      const fault = seen.has(words) ? [`said twice: ${sentence.trim()}`] : [];
      seen.add(words);
      return fault;
    });
  });
}
