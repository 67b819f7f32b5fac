import { Said } from "../../pages/conversation/Said.tsx";
import { t, textOr } from "../text/texts.ts";
import type { Unsent } from "../wire/types.ts";

interface UnsentBubbleProps {
  readonly item: Unsent;
  readonly onAgain: (clientId: string) => void;
}

const INKS = { sending: "text-third", waiting: "text-warm-ink", failed: "text-danger-ink" } as const;

/** Words on their way, saying honestly how far they have come. */
export function UnsentBubble({ item, onAgain }: UnsentBubbleProps) {
  const { state } = item;
  const said = (state !== "sending" && item.code ? textOr(`failed.${item.code}`) : null) ?? t(state);
  return (
    <article className="mt-4 flex max-w-[85%] animate-arrive flex-col items-end gap-1 self-end">
      <h2 className="sr-only">{t("author.customer")}</h2>
      <p
        dir="auto"
        className={`said max-w-full rounded-[20px] rounded-ee-md bg-sunken px-4 py-2.5 ${state === "failed" ? "border border-danger" : "opacity-75"}`}
      >
        {item.file ? <bdi>{item.file.name}</bdi> : <Said text={item.text} />}
      </p>
      <p className={`flex flex-wrap items-center justify-end gap-x-3 px-1 text-xs ${INKS[state]}`}>
        {said}
        {state !== "sending" && (
          <button type="button" onClick={() => onAgain(item.clientId)} className="min-h-8 font-semibold text-accent">
            {t("again")}
          </button>
        )}
      </p>
    </article>
  );
}
