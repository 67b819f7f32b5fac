import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import type { Problem } from "../api/client.ts";
import { dismissGap, type Gap, gapsQuery, knowledgeKey, type ReplyLanguage } from "../api/knowledge.ts";
import { Refusal } from "../channels/Refusal.tsx";
import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";
import { Blank } from "../ui/Blank.tsx";
import { Button } from "../ui/Button.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tag } from "../ui/Tag.tsx";

interface GapsProps {
  readonly language: ReplyLanguage;
  readonly isAdmin: boolean;
  readonly onWrite: (gap: Gap) => void;
}

/** What customers asked and no article answers. */
export function Gaps({ language, isAdmin, onWrite }: GapsProps) {
  const { t } = useI18n();
  const gaps = useQuery(gapsQuery(language));
  if (gaps.error && !gaps.data) return <Failed title={t("error.title")} problem={gaps.error} onRetry={gaps.refetch} />;
  if (!gaps.data) return <Skeleton lines={3} />;
  if (gaps.data.length === 0)
    return <Blank icon={CircleCheck} title={t("knowledge.gaps.none")} hint={t("knowledge.gaps.none.hint")} />;
  return (
    <ul
      aria-label={t("knowledge.gaps")}
      className="flex flex-col divide-y divide-line rounded-card border border-line bg-surface"
    >
      {gaps.data.map((gap) => (
        <li key={gap.id}>
          <GapRow gap={gap} language={language} isAdmin={isAdmin} onWrite={() => onWrite(gap)} />
        </li>
      ))}
    </ul>
  );
}

interface GapRowProps {
  readonly gap: Gap;
  readonly language: ReplyLanguage;
  readonly isAdmin: boolean;
  readonly onWrite: () => void;
}

function GapRow({ gap, language, isAdmin, onWrite }: GapRowProps) {
  const { t, format } = useI18n();
  const now = useNow();
  const client = useQueryClient();
  const dismissing = useMutation<unknown, Problem>({
    mutationFn: () => dismissGap(gap.id),
    onSuccess: () => client.invalidateQueries(knowledgeKey),
  });
  return (
    <article aria-label={gap.text} className="flex flex-col gap-2 px-4 py-3 md:px-5">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <bdi lang={language} className="font-medium">
          {gap.text}
        </bdi>
        {gap.count > 1 && <Tag tone="warm">{t("knowledge.gaps.times", { count: format.number(gap.count) })}</Tag>}
        <time dateTime={gap.askedAt} title={format.moment(gap.askedAt, now)} className="ms-auto text-xs text-third">
          {format.ago(gap.askedAt, now)}
        </time>
      </p>
      {gap.examples.length > 0 && (
        <ul lang={language} className="flex flex-col gap-0.5 border-s-2 border-line ps-3 text-sm text-second">
          {gap.examples.map((example) => (
            <li key={example} dir="auto">
              {example}
            </li>
          ))}
        </ul>
      )}
      {isAdmin && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" onPress={onWrite}>
            {t("knowledge.gaps.write")}
          </Button>
          <Button look="quiet" size="small" isPending={dismissing.isPending} onPress={() => dismissing.mutate()}>
            {t("knowledge.gaps.dismiss")}
          </Button>
        </div>
      )}
      <Refusal problem={dismissing.error} />
    </article>
  );
}
