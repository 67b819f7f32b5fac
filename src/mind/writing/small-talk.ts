import type { ReplyPlan, Talk } from "../../core/reply.ts";
import { keep, type Sentence } from "./layout.ts";
import type { Voice } from "./voice.ts";

/** What turns away from the case for a moment, and so says that it stays as it is. */
const CASE_STAYS: ReadonlySet<Talk> = new Set(["bot", "language", "wellbeing"]);

/** The answer to small talk, as it is meant. */
export function smallTalk(
  { talk, introduce }: ReplyPlan,
  { organisation }: { readonly organisation: string },
  say: Voice,
): readonly Sentence[] {
  // A plan that was kept by an older release knows nothing of it.
  if (!talk) return keep(say(introduce ? "smalltalk.first" : "smalltalk.later"));
  const stays = talk.caseOpen && CASE_STAYS.has(talk.kind) ? keep(say("smalltalk.case")) : [];
  return [...keep(answer(talk.kind, organisation.trim(), say)), ...stays];
}

function answer(kind: Talk, organisation: string, say: Voice): string {
  if (kind !== "bot") return say(`smalltalk.${kind}`);
  return organisation ? say("smalltalk.bot", { organisation }) : say("smalltalk.bot.unnamed");
}
