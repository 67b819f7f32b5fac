import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { promisesQuery } from "../api/promises.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";
import { useDebounced } from "../queue/useDebounced.ts";

const REST_MS = 500;

/** Over the composer, before anything is sent: what these words promise, and by when. */
export function FoundPromises({ conversationId, text }: { readonly conversationId: string; readonly text: string }) {
  const { t, format } = useI18n();
  const now = useNow();
  const rested = useDebounced(text.trim(), REST_MS);
  const found = useQuery(promisesQuery(conversationId, rested)).data;
  const items = text.trim() === "" ? [] : (found ?? []);
  return (
    <div role="status" className="empty:hidden">
      {items.length > 0 && (
        <ul className="flex flex-col gap-1 rounded-field bg-warm-soft px-3 py-2 text-sm text-warm-ink">
          {items.map(({ words, dueAt }) => (
            <li key={words} className="flex items-start gap-2" title={t("promise.found.hint")}>
              <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0" />
              <Promised words={words} by={format.moment(dueAt, now)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The words are the agent's own, in whatever direction: they stand apart from ours. */
function Promised({ words, by }: { readonly words: string; readonly by: string }) {
  const { t } = useI18n();
  const [before = "", after = ""] = t("promise.found", { words: "\0", time: by }).split("\0");
  return (
    <span>
      {before}
      <bdi className="font-medium">{words}</bdi>
      {after}
    </span>
  );
}
