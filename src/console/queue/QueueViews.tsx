import type { View } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";

const VIEWS = ["worst", "mine", "customer", "all"] as const satisfies readonly View[];

interface QueueViewsProps {
  readonly view: View;
  readonly onChange: (view: View) => void;
}

export function QueueViews({ view, onChange }: QueueViewsProps) {
  const { t } = useI18n();
  return (
    <fieldset className="flex gap-1 overflow-x-auto p-1 -m-1">
      <legend className="sr-only">{t("queue.views")}</legend>
      {VIEWS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === view}
          onClick={() => onChange(one)}
          className={`min-h-8 shrink-0 rounded-full px-3 text-sm transition-colors ${one === view ? "bg-ink font-semibold text-page" : "text-second hover:bg-sunken hover:text-ink"}`}
        >
          {t(`view.${one}`)}
        </button>
      ))}
    </fieldset>
  );
}
