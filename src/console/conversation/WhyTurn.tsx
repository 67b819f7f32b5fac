import type { ReactNode } from "react";
import type { Turn } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { ReadingBars } from "../known/ReadingBars.tsx";
import { Tag } from "../ui/Tag.tsx";

export function WhyTurn({ turn }: { readonly turn: Turn }) {
  const { t, word, format } = useI18n();
  const { decision, reading } = turn;
  const flags = Object.entries(reading?.flags ?? {}).flatMap(([flag, on]) => (on ? [flag] : []));
  const quotes = [...new Set(reading?.evidence?.map(({ quote }) => quote))];
  const percent = reading?.confidence === undefined ? null : format.percent(reading.confidence);
  return (
    <>
      <dl className="flex flex-col gap-2 text-sm">
        <Line label={t("why.decision")}>
          <span className="font-semibold">{word("decision", decision.kind)}</span>
        </Line>
        <Line label={t("why.rule")}>
          <bdi>{word("rule", decision.rule)}</bdi>
        </Line>
        {decision.reasons.length > 0 && (
          <Line label={t("why.reasons")}>
            {decision.reasons.map((reason) => (
              <bdi key={reason} className="block">
                {word("cause", reason, "reason", "flag")}
              </bdi>
            ))}
          </Line>
        )}
        <Line label={t("why.engine")}>{word("engine", turn.engine)}</Line>
      </dl>
      {reading && (
        <section className="flex flex-col gap-2 border-t border-line pt-4">
          <h3 className="text-sm font-semibold text-second">{t("why.reading")}</h3>
          <p className="flex flex-wrap items-center gap-1.5 text-sm">
            {reading.category && <Tag tone="soft">{word("category", reading.category)}</Tag>}
            {reading.urgency && <Tag>{word("priority", reading.urgency)}</Tag>}
            {flags.map((flag) => (
              <Tag key={flag} tone="hot">
                {word("flag", flag)}
              </Tag>
            ))}
            {percent && <span className="text-xs text-third">{t("why.confidence", { percent })}</span>}
          </p>
          <ReadingBars heat={reading.heat ?? 0} substance={reading.substance ?? 0} />
          {quotes.length > 0 && (
            <>
              <h4 className="pt-1 text-xs text-third">{t("why.heard")}</h4>
              {quotes.map((quote) => (
                <blockquote key={quote} dir="auto" className="said border-s-2 border-accent ps-3 text-sm">
                  {quote}
                </blockquote>
              ))}
            </>
          )}
        </section>
      )}
    </>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex gap-4">
      <dt className="w-20 shrink-0 text-third">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
