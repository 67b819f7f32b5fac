import type { LookupAnswer } from "../core/grounds.ts";
import { samePhone, sayable, valueAt } from "./answer.ts";
import type { Connector } from "./declaration.ts";

/** Who is asking, as the channel itself says: nothing of it comes from what was written, or from a model. */
export interface VerifiedCustomer {
  /** Null where the channel has not told it. */
  readonly phone: string | null;
  /** The platform's own id of the person; null on a channel where anybody can be anybody. */
  readonly sender: string | null;
}

export type AskOutcome = "answered" | "unknown" | "not-theirs" | "failed";

export interface Asked {
  readonly outcome: AskOutcome;
  readonly answer: LookupAnswer | null;
}

const LARGEST_ANSWER = 64 * 1024;
/** Not an error: the system knows no such thing. */
const UNKNOWN = new Set([404, 410]);

/** Can it be asked for this customer at all? */
export function askable({ url, owner }: Connector, { phone, sender }: VerifiedCustomer): boolean {
  const needs = (who: "phone" | "sender") => url.includes(`{${who}}`) || owner?.is === who;
  return (!needs("phone") || phone !== null) && (!needs("sender") || sender !== null);
}

/**
 * Asks one connector once, by GET and nothing else. Follows no redirect, so it stays with the host that was allowed.
 * @param subject  the order number as it goes into the address; empty for the customer's own record
 * @returns never throws: a system that is down, slow or talks nonsense has said nothing
 */
export async function askConnector(
  connector: Connector,
  subject: string,
  customer: VerifiedCustomer,
  signal: AbortSignal,
): Promise<Asked> {
  const { name, headers, timeoutMs, values, words, labels, owner } = connector;
  try {
    const response = await fetch(addressOf(connector, subject, customer), {
      headers: { accept: "application/json", ...headers },
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    if (UNKNOWN.has(response.status)) {
      await response.body?.cancel();
      return { outcome: "unknown", answer: null };
    }
    const said = response.ok ? await readJson(response) : undefined;
    if (said === undefined) return { outcome: "failed", answer: null };
    if (owner && !isTheirs(valueAt(said, owner.path), customer, owner.is))
      return { outcome: "not-theirs", answer: null };
    const told = Object.entries(values).flatMap(([key, path]) => {
      const value = sayable(valueAt(said, path));
      return value === null ? [] : [[key, words[key]?.[value] ?? value] as const];
    });
    if (told.length === 0) return { outcome: "unknown", answer: null };
    return { outcome: "answered", answer: { source: name, subject, values: Object.fromEntries(told), labels } };
  } catch {
    return { outcome: "failed", answer: null };
  }
}

function addressOf({ url }: Connector, subject: string, { phone, sender }: VerifiedCustomer): string {
  const slots: Readonly<Record<string, string>> = { order_id: subject, phone: phone ?? "", sender: sender ?? "" };
  return url.replace(/\{(\w+)\}/g, (_, slot: string) => encodeURIComponent(slots[slot] ?? ""));
}

async function readJson(response: Response): Promise<unknown> {
  let size = 0;
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_ANSWER) return undefined;
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

function isTheirs(named: unknown, { phone, sender }: VerifiedCustomer, is: "phone" | "sender"): boolean {
  const text = sayable(named);
  if (text === null) return false;
  return is === "phone" ? phone !== null && samePhone(text, phone) : text === sender;
}
