import type { OpeningHours } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Toggle } from "../ui/Toggle.tsx";
import { DayHours } from "./DayHours.tsx";
import { DAYS, periodsOf, USUAL, withDay } from "./hours.ts";

interface HoursEditorProps {
  /** Null: always open. */
  readonly hours: OpeningHours | null;
  readonly onChange: (hours: OpeningHours | null) => void;
  readonly disabled: boolean;
}

/** Opening times, day by day, in the desk's zone. */
export function HoursEditor({ hours, onChange, disabled }: HoursEditorProps) {
  const { t } = useI18n();
  return (
    <fieldset disabled={disabled} className="flex flex-col gap-3 rounded-field border border-line p-4">
      <legend className="px-1 text-sm font-medium text-second">{t("settings.hours")}</legend>
      <Toggle isSelected={hours === null} isDisabled={disabled} onChange={(always) => onChange(always ? null : USUAL)}>
        {t("settings.hours.always")}
      </Toggle>
      {hours !== null && (
        <ul className="flex flex-col divide-y divide-line">
          {DAYS.map((day) => (
            <DayHours
              key={day}
              day={day}
              periods={periodsOf(hours, day)}
              disabled={disabled}
              onChange={(periods) => onChange(withDay(hours, day, periods))}
              onCopy={() => onChange(DAYS.reduce((all, one) => withDay(all, one, periodsOf(hours, day)), hours))}
            />
          ))}
        </ul>
      )}
    </fieldset>
  );
}
