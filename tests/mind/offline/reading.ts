import { NO_GROUNDS } from "../../../src/core/grounds.ts";
import type { Reading } from "../../../src/core/reading.ts";
import { placeReading } from "../../../src/mind/handling/place.ts";
import { readOffline } from "../../../src/mind/offline/read.ts";
import type { MindInput } from "../../../src/ports/mind.ts";
import { HANDLING } from "../../support/handling.ts";

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
    grounds: NO_GROUNDS,
    ticket: null,
    ...known,
    said,
  };
}

export function reading(texts: string | readonly string[], known: Partial<MindInput> = {}): Reading {
  const input = turn(texts, known);
  return placeReading(readOffline(input), input, HANDLING);
}
