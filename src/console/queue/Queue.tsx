import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { inboxQuery } from "../api/queries.ts";
import type { View } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Pills } from "../ui/Pills.tsx";
import { SearchBox } from "../ui/SearchBox.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { countText } from "./counts.ts";
import { QueueList } from "./QueueList.tsx";
import { useDebounced } from "./useDebounced.ts";
import { useQueueKeys } from "./useQueueKeys.ts";

const VIEWS = ["worst", "review", "mine", "customer", "all"] as const satisfies readonly View[];

/** The second column: who needs us, worst first, why, and how long there is. */
export function Queue({ openId }: { readonly openId: string | null }) {
  const { t } = useI18n();
  const [view, setView] = useState<View>("worst");
  const [words, setWords] = useState("");
  const q = useDebounced(words.trim(), 250);
  // A search looks everywhere: whoever types a code wants that conversation, not the view it happens to be in.
  const inbox = useQuery(inboxQuery(q ? "all" : view, q));
  const { data, error } = inbox;
  const reviews = data?.counts.review ?? 0;
  // The desk in which nothing is held needs no place for it.
  const views = VIEWS.filter((id) => id !== "review" || reviews > 0 || view === "review");
  const ids = useMemo(() => data?.items.map(({ id }) => id) ?? [], [data]);
  useQueueKeys(ids, openId);

  return (
    <section
      aria-label={t("queue.title")}
      className={`min-h-0 flex-1 flex-col md:flex md:w-[300px] md:flex-none md:border-e md:border-line lg:w-[336px] min-[1440px]:w-[360px] ${openId ? "hidden" : "flex"}`}
    >
      <header className="flex flex-col gap-3 px-5 pt-5 pb-3">
        <div className="flex items-baseline gap-3">
          <h1 className="text-lg font-bold">{t("queue.title")}</h1>
          <p aria-live="polite" className="text-sm text-second">
            {data && <Counts {...data.counts} />}
          </p>
        </div>
        <SearchBox label={t("queue.search")} value={words} onChange={setWords} onLeave={() => focusRow(openId)} />
        <Pills
          label={t("queue.views")}
          value={q ? "all" : view}
          options={views.map((id) => ({ id, text: t(`view.${id}`), count: id === "review" ? reviews : 0 }))}
          onChange={setView}
        />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {data ? (
          <QueueList items={data.items} view={view} searching={q !== ""} openId={openId} />
        ) : error ? (
          <Failed title={t("queue.error")} problem={error} onRetry={inbox.refetch} />
        ) : (
          <Skeleton lines={5} />
        )}
      </div>
    </section>
  );
}

/** Back to the open conversation's row, else to the first. */
function focusRow(openId: string | null): void {
  const open = openId && document.querySelector<HTMLElement>(`[data-row="${CSS.escape(openId)}"]`);
  (open || document.querySelector<HTMLElement>("[data-row]"))?.focus();
}

function Counts({ waiting, overdue }: { readonly waiting: number; readonly overdue: number }) {
  const { t, format } = useI18n();
  if (waiting === 0) return t("queue.calm");
  return (
    <>
      {t("queue.waiting", { count: countText(format, waiting) })}
      {overdue > 0 && (
        <span className="text-danger-ink"> · {t("queue.overdue", { count: countText(format, overdue) })}</span>
      )}
    </>
  );
}
