import { useEffect } from "react";
import { goTo, hrefOf } from "../shell/route.ts";

const STEPS: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** j and k open the next and previous conversation from anywhere; the arrows do once a row has the focus. */
export function useQueueKeys(ids: readonly string[], openId: string | null): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target?.closest("input, textarea, select, [role=dialog], [role=menu], [role=listbox]")) return;
      const row = target?.closest<HTMLElement>("[data-row]")?.dataset.row;
      if (event.key.startsWith("Arrow") && row === undefined) return;
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
