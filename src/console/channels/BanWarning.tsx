import { TriangleAlert } from "lucide-react";
import { useI18n } from "../i18n/I18n.tsx";

/** What linking a phone may cost, said before it is done. */
export function BanWarning() {
  const { t } = useI18n();
  return (
    <p className="flex gap-3 rounded-field bg-warm-soft p-3 text-sm text-warm-ink">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t("channels.ban")}
    </p>
  );
}
