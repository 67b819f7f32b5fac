import { contentWords } from "../matter.ts";
import type { Labelled, Verdict } from "./labelled.ts";
import { score } from "./score.ts";

const CHAT = { textChars: 4_000 };
const NO_SECRETS = { canary: "", instructions: "" };

/** What the rules say of a marked reply, knowing no more of it than the person who marked it. */
export function byRules({ language, heat, purpose, said, reply }: Labelled): Verdict {
  const { marks, faults } = score(reply, {
    author: "bot",
    language,
    purpose,
    heat,
    said,
    matter: contentWords(said),
    orderIds: said.match(/#?\p{Nd}{2,}/gu) ?? [],
    knownFacts: /\p{Nd}{2,}/u.test(said) ? ["order_id"] : [],
    earlier: [],
    times: TIMES,
    quoted: [],
    cited: [],
    room: CHAT,
    secrets: NO_SECRETS,
  });
  return { marks, faults: [...faults] };
}

/** The time that code promised in every marked reply. */
const TIMES = ["tomorrow at 17:00", "فردا ساعت ۱۷:۰۰", "غداً الساعة ١٧:٠٠"];
