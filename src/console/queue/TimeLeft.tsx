import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";
import { nearnessOf, until } from "./due.ts";

interface TimeLeftProps {
  readonly dueAt: string;
  /** When the clock began, for the ring. */
  readonly since: string;
}

const INK = { far: "text-third", near: "text-warm-ink font-semibold", late: "text-danger-ink font-semibold" } as const;

/** A ring and a length while there is time; red words once it has passed. */
export function TimeLeft({ dueAt, since }: TimeLeftProps) {
  const { t, format } = useI18n();
  const now = useNow();
  const left = until(dueAt, now);
  const nearness = nearnessOf(left);
  const time = format.about(Math.abs(left));
  if (nearness === "late") return <span className={`text-sm ${INK.late}`}>{t("time.late", { time })}</span>;
  const whole = Math.max(1, new Date(dueAt).getTime() - new Date(since).getTime());
  return (
    <span className={`inline-flex items-center gap-1.5 text-sm ${INK[nearness]}`} title={t("time.left", { time })}>
      <Ring part={Math.min(1, Math.max(0, 1 - left / whole))} near={nearness === "near"} />
      {time}
    </span>
  );
}

/** How much of the time is used up. */
export function Ring({ part, near }: { readonly part: number; readonly near: boolean }) {
  const turn = 2 * Math.PI * 4;
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="size-3.5 -rotate-90">
      <circle cx="8" cy="8" r="8" className="fill-line" />
      <circle
        cx="8"
        cy="8"
        r="4"
        fill="none"
        strokeWidth="8"
        strokeDasharray={`${part * turn} ${turn}`}
        className={near ? "stroke-warm" : "stroke-faint"}
      />
    </svg>
  );
}
