import { format, t } from "../text/texts.ts";

export function DayLine({ at }: { readonly at: string }) {
  const now = Date.now();
  const today = format.dayKey(at) === format.dayKey(new Date(now).toISOString());
  return (
    <p className="py-3 text-center text-xs text-third">
      <time dateTime={at}>{today ? t("today") : format.day(at, now)}</time>
    </p>
  );
}
