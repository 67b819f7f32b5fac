import type { Support } from "../core/grounds.ts";
import { isDoubtful } from "../core/heard.ts";
import { isOpen, nextOpening } from "../core/hours.ts";
import type { ReplyPlan, WrittenReply } from "../core/reply.ts";
import { findSubcategory } from "../core/taxonomy.ts";
import type { Draft } from "../ports/mind.ts";
import { saysAutomatic } from "./guards/complete-draft.ts";
import { evidenceOf } from "./guards/evidence.ts";
import { guardDraft, mendDraft } from "./guards/guard-draft.ts";
import { fits, type GuardFailure, type GuardRule, objectionsTo } from "./guards/objections.ts";
import { withoutOffence } from "./guards/repair.ts";
import { contentWords, matterWords, shareContent, topicsOf } from "./matter.ts";
import type { Occasion, Writer } from "./occasion.ts";
import { composedScene, draftContext, heardFor, ourTexts, type Reins } from "./reins.ts";
import { score } from "./rubric/score.ts";
import { givesOrders } from "./suspicion.ts";
import { articleText } from "./writing/answer.ts";
import { type ComposeContext, compose } from "./writing/compose.ts";
import { withHeard } from "./writing/heard.ts";
import { lacking } from "./writing/must-contain.ts";
import { ordersPhrase } from "./writing/naming.ts";
import { introduction, voiceOf } from "./writing/voice.ts";

/** Not fit to be proud of, and still better than saying nothing of the matter. */
const MINOR: readonly GuardRule[] = ["repeat", "too_long"];

/** Words found fit, and the draft they were made of; null for the desk's own. */
interface Worded {
  readonly text: string;
  readonly draft: Draft | null;
}

/**
 * The bot's words for a plan: the model's where they pass every guard, as they are or without the sentences that did
 * not; else composed from the phrasebook and guarded in the same way; else the last resort, which keeps the case and
 * says when the answer comes.
 */
export function writeReply(writer: Writer, plan: ReplyPlan, occasion: Occasion): WrittenReply {
  const objected = new Set<GuardRule>();
  const refuse = (failures: readonly GuardFailure[]) => {
    for (const { rule } of failures) objected.add(rule);
    writer.onRefused(failures);
  };
  const context = composeContext(writer, plan, occasion);
  const reins: Reins = { writer, plan, occasion, context };
  const { text: words, draft } = modelWords(reins, refuse) ?? composedWords(reins, refuse);
  const text = withHeard(words, plan, context, occasion.room);
  const by = draft === null ? "composer" : "model";
  const checks = score(text, heardFor(reins, draft));
  return { text, writer: by, failures: [...objected], supports: supportsOf(plan, occasion, draft), checks };
}

function modelWords(reins: Reins, refuse: (failures: readonly GuardFailure[]) => void): Worded | null {
  const { plan, occasion } = reins;
  const { draft, reading } = occasion.understanding;
  // A boundary keeps to the desk's own words, and so does the answer to a text that gives orders, or to one that was hard
  // to hear. What we are, and which language we write from here, is not for a model to say.
  const own = plan.purpose === "boundary" || plan.talk?.kind === "bot" || plan.talk?.kind === "language";
  if (!draft || own || plan.confirm || reading.flags.injectionSuspected) return null;
  const context = draftContext(reins);
  const guarded = guardDraft(draft, context);
  if (guarded.ok) return { text: guarded.value, draft };
  refuse(guarded.error);
  const mended = mendDraft(draft, guarded.error, context);
  if (mended === null || !namesMatter(mended.text, reins)) return null;
  const again = guardDraft(mended, context);
  return again.ok ? { text: again.value, draft: mended } : null;
}

/** Stands for an article's paragraph while the words around it are judged: that one is approved, and sent as it stands. */
const PARAGRAPH = "\ufffc";

function composedWords(reins: Reins, refuse: (failures: readonly GuardFailure[]) => void): Worded {
  const { plan, context } = reins;
  const scene = composedScene(reins);
  const paragraph = plan.answer && articleText(plan.answer);
  const restored = (words: string) => words.replace(PARAGRAPH, () => paragraph ?? "");
  const text = `\n${compose(plan, context)}\n`.replace(`\n${paragraph}\n`, `\n${PARAGRAPH}\n`).trim();
  const failures = objectionsTo(text, scene);
  if (failures.length === 0) return { text: restored(text), draft: null };
  refuse(failures);
  const musts = [...plan.orderIds, plan.code, ...scene.times, PARAGRAPH].filter((must) => must !== null);
  const mended = withoutOffence(text, failures, {
    fits: (left) => fits(left, scene),
    keeps: (sentence) => musts.some((must) => sentence.includes(must)) || saysAutomatic(sentence),
  });
  const sayable = (words: string) => objectionsTo(words, scene).every(({ rule }) => MINOR.includes(rule));
  const isFit = (words: string) => isWhole(restored(words), reins, scene.times) && sayable(words);
  const best = [mended, text].find((words) => words !== null && isFit(words));
  return { text: best ? restored(best) : lastResort(plan, context, scene.times[0] ?? null), draft: null };
}

/** Does a mended reply still carry what a reply to this plan must? */
function isWhole(text: string, reins: Reins, [time]: readonly string[]): boolean {
  const { plan } = reins;
  return (
    lacking(text, plan).length === 0 &&
    (plan.nextStepBy === null || time === undefined || text.includes(time)) &&
    (!plan.introduce || saysAutomatic(text)) &&
    namesMatter(text, reins)
  );
}

function namesMatter(text: string, { writer, plan, occasion }: Reins): boolean {
  if (plan.purpose !== "complaint" && plan.purpose !== "question") return true;
  // What has no name cannot be named.
  if (plan.purpose === "question" && topicsOf(writer.phrasebook, plan.language, plan.category).length === 0)
    return true;
  if (plan.orderIds.some((id) => text.includes(id))) return true;
  if (plan.answer && text.includes(plan.answer.title)) return true;
  const { language, category } = plan;
  const said = occasion.input.said.map((message) => message.text).join("\n");
  return shareContent(text, [...matterWords(writer.phrasebook, language, category), ...contentWords(said)]);
}

/** The approved paragraph, or "I keep your case; you have an answer from us by …", with what every reply must carry. */
function lastResort(plan: ReplyPlan, context: ComposeContext, time: string | null): string {
  const say = voiceOf(plan.language, context);
  const order = ordersPhrase(plan.language, plan.orderIds, say);
  const promises = plan.nextStepBy !== null && time !== null ? say("fallback", { time }) : say("fallback.untimed");
  const keeps = plan.answer ? articleText(plan.answer) : promises;
  return [
    ...(plan.introduce ? [introduction(plan.language, context)] : []),
    [...(order === null ? [] : [say("orders.noted", { order })]), keeps].join(" "),
    ...(plan.code === null ? [] : [say("code", { code: plan.code })]),
  ].join("\n");
}

/** What a reply to this plan stands on, whoever words it, and what a model's claims prove. */
function supportsOf(
  { orderIds, confirm, code, nextStepBy, answer, lookups }: ReplyPlan,
  { input, understanding }: Occasion,
  draft: Draft | null,
): readonly Support[] {
  const sources = {
    said: input.said.map(({ text }) => text),
    facts: [...input.facts, ...understanding.reading.facts],
    ticket: input.ticket,
    ...input.grounds,
  };
  const claimed = draft ? evidenceOf(draft, sources) : [];
  return [
    ...(confirm === null ? [] : [{ kind: "customer", ref: "", quote: confirm.quote } as const]),
    ...orderIds.map((quote) => ({ kind: "customer", ref: "", quote }) as const),
    ...(code === null ? [] : [{ kind: "ticket", ref: code, quote: code } as const]),
    ...(nextStepBy === null ? [] : [{ kind: "promise", ref: "", quote: nextStepBy } as const]),
    ...(answer && !draft
      ? [{ kind: "article", ref: `${answer.articleId}#${answer.paragraph}`, quote: answer.text } as const]
      : []),
    ...(draft
      ? []
      : lookups.map(
          ({ source, values }) => ({ kind: "lookup", ref: source, quote: Object.values(values).join(" · ") }) as const,
        )),
    ...claimed,
  ];
}

function composeContext(
  { phrasebook, handling }: Writer,
  { category, language }: ReplyPlan,
  { input, spoken, understanding, settings, now, seed, room }: Occasion,
): ComposeContext {
  const { subcategory } = understanding.reading;
  const kind = handling && findSubcategory(handling.taxonomy, category, subcategory);
  return {
    phrasebook,
    playbooks: handling?.playbooks ?? {},
    matter: kind?.name[language] ?? null,
    brief: room.brief ?? false,
    organisation: settings.organisation,
    contactName: input.contactName && givesOrders(input.contactName) ? null : input.contactName,
    recentTexts: spoken ?? ourTexts(input),
    seed,
    now,
    zone: settings.zone,
    opensAt: isOpen(now, settings) ? null : nextOpening(now, settings),
    // What stands in an order to the machine is not said back, and what was hard to hear is asked.
    facts: understanding.reading.flags.injectionSuspected
      ? []
      : understanding.reading.facts.filter((fact) => !isDoubtful(fact)),
  };
}
