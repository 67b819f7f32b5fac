import { NO_GROUNDS } from "../core/grounds.ts";
import type { MindInput } from "../ports/mind.ts";

/** One message of which nothing else is known: no conversation, no customer, no ticket. */
export const alone = (text: string): MindInput => ({
  organisation: "",
  defaultLanguage: "fa",
  knownLanguage: null,
  contactName: null,
  said: [{ text, attachments: [], quoted: null }],
  history: [],
  facts: [],
  ticket: null,
  grounds: NO_GROUNDS,
});
