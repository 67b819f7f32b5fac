import type { Client } from "whatsapp-web.js";
import { within } from "./deadline.ts";
import type { WhatsAppWebDeps } from "./deps.ts";
import type { Pair } from "./snapshot.ts";
import { isPerson } from "./thread.ts";

/** Tells which private id and which phone are one person's. */
export type PairOf = (chat: string) => Promise<Pair | null>;

const ASK_DEADLINE_MS = 5_000;

/**
 * Asks WhatsApp for both ids of a person, once for each connection. Nothing is guessed: unless both are told, and one of
 * them is the id that was asked for, there is no pair. A question that failed is asked again next time.
 */
export function openPeople(client: Client, wait: WhatsAppWebDeps["wait"]): PairOf {
  const known = new Map<string, Pair | null>();
  return async (chat) => {
    if (!isPerson(chat)) return null;
    const before = known.get(chat);
    if (before !== undefined) return before;
    try {
      const [told] = await within(ASK_DEADLINE_MS, wait, client.getContactLidAndPhone([chat]));
      const pair = proved(chat, told);
      known.set(chat, pair);
      return pair;
    } catch {
      return null;
    }
  };
}

/** Either id is missing where a person hides the phone, or has no private id yet. */
function proved(chat: string, told: { readonly lid?: string; readonly pn?: string } | undefined): Pair | null {
  if (!told?.lid || !told.pn) return null;
  const pair = { lid: told.lid, phone: told.pn };
  const fits = isPerson(pair.lid) && isPerson(pair.phone) && pair.lid.endsWith("@lid") && pair.phone.endsWith("@c.us");
  return fits && [pair.lid, pair.phone].includes(chat) ? pair : null;
}
