import { useEffect } from "react";
import { keyOf } from "../shell/key-of.ts";
import { keysAreFree, letterKeys } from "../shell/keys.ts";
import { goTo, hrefOf } from "../shell/route.ts";

const STEPS: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** j and k open the next and previous conversation from anywhere; the arrows do once a row has the focus. */
export function useQueueKeys(ids: readonly string[], openId: string | null): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = keyOf(event);
      const step = STEPS[key];
      if (step === undefined || !keysAreFree(event)) return;
      const row = (event.target as Element | null)?.closest?.<HTMLElement>("[data-row]")?.dataset.row;
      if (key.startsWith("Arrow") ? row === undefined : letterKeys.read() === "off") return;
      const from = ids.indexOf(row ?? openId ?? "");
      const next = ids[from === -1 ? 0 : from + step];
      if (next === undefined) return;
      event.preventDefault();
      goTo(hrefOf.conversation(next));
      document.querySelector<HTMLElement>(`[data-row="${CSS.escape(next)}"]`)?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [ids, openId]);
}
