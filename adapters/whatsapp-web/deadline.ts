import type { WhatsAppWebDeps } from "./deps.ts";

/** WhatsApp Web did not answer; what it was asked for may happen all the same. */
export class Late extends Error {}

/**
 * The call's own end, or {@link Late} when it takes longer: a page that has died answers nothing at all.
 * @param ms  milliseconds
 */
export async function within<T>(ms: number, wait: WhatsAppWebDeps["wait"], call: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = wait(ms, over.signal).then(() => {
    throw new Late(`no answer within ${Math.round(ms / 1000)} seconds`);
  });
  // Whichever comes second is of no interest, and must not end the process.
  late.catch(() => undefined);
  call.catch(() => undefined);
  try {
    return await Promise.race([call, late]);
  } finally {
    over.abort();
  }
}
