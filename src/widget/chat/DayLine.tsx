import { useDeskTime } from "../text/DeskTime.tsx";
import { format as own, t } from "../text/texts.ts";

interface DayLineProps {
  readonly at: string;
  /** Where the customer's clock shows another time, it says whose times these are. */
  readonly tellsZone: boolean;
}

export function DayLine({ at, tellsZone }: DayLineProps) {
  const format = useDeskTime();
  const now = Date.now();
  const today = format.dayKey(at) === format.dayKey(new Date(now).toISOString());
  const elsewhere = format.time(at) !== own.time(at);
  return (
    <p className="py-3 text-center text-xs text-third">
      <time dateTime={at}>{today ? t("today") : format.day(at, now)}</time>
      {tellsZone && elsewhere && <> · {t("zone", { zone: format.zoneName() })}</>}
    </p>
  );
}
