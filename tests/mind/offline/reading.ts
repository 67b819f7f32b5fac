import type { Reading } from "../../../src/core/reading.ts";
import { readOffline } from "../../../src/mind/offline/read.ts";
import type { MindInput } from "../../../src/ports/mind.ts";

/** A turn of one or more messages in a conversation of which nothing else is known. */
export function turn(texts: string | readonly string[], known: Partial<MindInput> = {}): MindInput {
  const said = [texts].flat().map((text) => ({ text, attachments: [], quoted: null }));
  return {
    organisation: "Shop",
    defaultLanguage: "fa",
    knownLanguage: null,
    contactName: null,
    history: [],
    facts: [],
    ticket: null,
    ...known,
    said,
  };
}

export const reading = (texts: string | readonly string[], known: Partial<MindInput> = {}): Reading =>
  readOffline(turn(texts, known));
