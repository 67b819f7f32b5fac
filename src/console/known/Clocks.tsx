import type { Clock } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";
import { nearnessOf, until } from "../queue/due.ts";
import { Pair, Section } from "./Section.tsx";

const INKS = { far: "", near: "text-warm-ink", late: "text-danger-ink" } as const;

export function Clocks({ clocks }: { readonly clocks: readonly Clock[] }) {
  const { t, word } = useI18n();
  const ordered = [...clocks].sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  return (
    <Section card title={t("known.clocks")}>
      {ordered.length === 0 && <p className="text-second">{t("known.noclocks")}</p>}
      <dl className="flex flex-col gap-2 empty:hidden">
        {ordered.map((clock) => (
          <Pair key={clock.kind + clock.dueAt} name={word("clock", clock.kind)}>
            <ClockValue clock={clock} />
          </Pair>
        ))}
      </dl>
    </Section>
  );
}

function ClockValue({ clock }: { readonly clock: Clock }) {
  const { t, word, format } = useI18n();
  const now = useNow();
  if (clock.state === "paused" || clock.state === "met") {
    return <span className="text-third">{word("clockstate", clock.state)}</span>;
  }
  const left = until(clock.dueAt, now);
  const time = format.length(Math.abs(left));
  return (
    <time
      dateTime={clock.dueAt}
      title={format.moment(clock.dueAt, now)}
      className={`font-semibold ${INKS[nearnessOf(left)]}`}
    >
      {t(left > 0 ? "time.left" : "time.late", { time })}
    </time>
  );
}
