import { findPii } from "../mind/offline/pii.ts";

/** Covers personal data: a page may be read over a shoulder, or by whoever a link was passed on to. */
export function cover(text: string): { readonly text: string; readonly covered: boolean } {
  const found = findPii(text);
  let [out, at] = ["", 0];
  for (const { span } of found) {
    out += text.slice(at, span[0]) + text.slice(...span).replace(/[\p{L}\p{N}]/gu, "●");
    at = span[1];
  }
  return { text: out + text.slice(at), covered: found.length > 0 };
}
