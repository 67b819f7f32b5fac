import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { fetched, type Problem } from "../api/client.ts";
import type { AuditEntry } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Blank } from "../ui/Blank.tsx";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { AuditLine } from "./AuditLine.tsx";

const KINDS = [
  "everything",
  "sign_in",
  "two_factor",
  "password",
  "sessions",
  "agent",
  "invitation",
  "contact",
  "settings",
  "channel",
  "article",
  "gap",
  "backup",
] as const;
type Kind = (typeof KINDS)[number];

interface Page {
  readonly items: readonly AuditEntry[];
  readonly next: string | null;
}

/** For admins: the newest first, older ones on demand. */
export function AuditPage() {
  const { t } = useI18n();
  const [kind, setKind] = useState<Kind>("everything");
  const log = useInfiniteQuery<Page, Problem, Page[], string[], string | null>({
    queryKey: ["audit", kind],
    queryFn: ({ pageParam, signal }) => fetched<Page>(addressOf(kind, pageParam), signal),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages,
    staleTime: 0,
  });
  const entries = log.data?.flatMap(({ items }) => items);

  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-3xl flex-col gap-5 p-4 pb-16 md:p-8">
        <header>
          <h1 className="text-xl font-bold">{t("audit.title")}</h1>
          <p className="text-second">{t("audit.lead")}</p>
        </header>
        <div className="max-w-72">
          <Choice
            label={t("audit.filter")}
            value={kind}
            options={KINDS.map((id) => ({ id, text: t(`audit.${id}`) }))}
            onChange={setKind}
          />
        </div>
        <section aria-label={t("audit.title")} className="rounded-card border border-line bg-surface">
          {entries === undefined && !log.error && <Skeleton lines={4} />}
          {log.error && <Failed title={t("error.title")} problem={log.error} onRetry={log.refetch} />}
          {entries?.length === 0 && <Blank icon={ScrollText} title={t("audit.none")} />}
          <ol className="flex flex-col divide-y divide-line">
            {entries?.map((entry) => (
              <AuditLine key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
        {log.hasNextPage && (
          <Button className="self-center" isPending={log.isFetchingNextPage} onPress={() => log.fetchNextPage()}>
            {t("audit.older")}
          </Button>
        )}
      </div>
    </main>
  );
}

function addressOf(kind: Kind, cursor: string | null): string {
  const query = new URLSearchParams();
  if (kind !== "everything") query.set("action", kind);
  if (cursor !== null) query.set("cursor", cursor);
  return `/api/v1/audit?${query}`;
}
