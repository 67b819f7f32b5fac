import { replyLanguage } from "../core/reading.ts";
import type { Judge } from "../desk/judged.ts";
import { matterWords } from "../mind/matter.ts";
import { score } from "../mind/rubric/score.ts";
import { addressName } from "../mind/writing/naming.ts";
import type { Phrasebook } from "../mind/writing/phrasebook.ts";

const NO_SECRETS = { canary: "", instructions: "" };

/** Marks what people say by the rules the bot's words are marked by; what they promise is theirs to decide. */
export function rulesJudge(phrasebook: Phrasebook): Judge {
  return ({ text, language: heard, heat, reading, said, earlier, facts, code, contactName, room }, { settings }) => {
    const language = replyLanguage(heard ?? "other", settings.defaultLanguage);
    const name = addressName(language, contactName);
    const products = facts.filter(({ kind }) => kind === "product").map(({ value }) => value);
    return score(text, {
      author: "agent",
      language,
      purpose: reading?.complaint || code !== null ? "complaint" : "question",
      heat,
      said,
      matter: reading ? matterWords(phrasebook, language, reading.category) : [],
      orderIds: facts.filter(({ kind }) => kind === "order_id").map(({ value }) => value),
      knownFacts: facts.map(({ kind }) => kind),
      earlier,
      times: [],
      quoted: [settings.organisation, name ?? "", code ?? "", ...products],
      cited: [],
      room: { textChars: room.textChars, tooLong: room.brief?.tooLong },
      secrets: NO_SECRETS,
    });
  };
}
