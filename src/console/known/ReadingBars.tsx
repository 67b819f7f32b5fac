import { useI18n } from "../i18n/I18n.tsx";

const MOST = 3;
const HEAT_FILLS = ["bg-faint", "bg-warm", "bg-warm", "bg-hot"] as const;

interface ReadingBarsProps {
  readonly heat: number;
  readonly substance: number;
}

/** Anger and matter are two things: one may be furious and right. */
export function ReadingBars({ heat, substance }: ReadingBarsProps) {
  const { t } = useI18n();
  return (
    <div className="flex flex-col gap-1.5">
      <Bar label={t("known.heat")} value={heat} fill={HEAT_FILLS[heat] ?? "bg-hot"} />
      <Bar label={t("known.substance")} value={substance} fill="bg-accent" />
    </div>
  );
}

interface BarProps {
  readonly label: string;
  readonly value: number;
  readonly fill: string;
}

function Bar({ label, value, fill }: BarProps) {
  const { format } = useI18n();
  return (
    <div className="flex items-center gap-3">
      <span className="w-20 shrink-0 text-second">{label}</span>
      <span aria-hidden className="h-1.5 flex-1 overflow-hidden rounded-full bg-line">
        <span className={`block h-full rounded-full ${fill}`} style={{ width: `${(value / MOST) * 100}%` }} />
      </span>
      <span className="w-3 text-end text-third">{format.number(value)}</span>
    </div>
  );
}
