import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";

export function DayLine({ at }: { readonly at: string }) {
  const { t, format } = useI18n();
  const now = useNow();
  const today = format.dayKey(at) === format.dayKey(new Date(now).toISOString());
  return (
    <p className="py-3 text-center text-xs text-third">
      <time dateTime={at}>
        {today && `${t("chat.today")} · `}
        {format.day(at, now)}
      </time>
    </p>
  );
}
