import { CopyPlus, Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import type { Weekday } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Toggle } from "../ui/Toggle.tsx";
import { nextPeriod, type Period } from "./hours.ts";
import { TimeField } from "./TimeField.tsx";

interface DayHoursProps {
  readonly day: Weekday;
  readonly periods: readonly Period[];
  readonly disabled: boolean;
  readonly onChange: (periods: readonly Period[]) => void;
  readonly onCopy: () => void;
}

export function DayHours({ day, periods, disabled, onChange, onCopy }: DayHoursProps) {
  const { t } = useI18n();
  const open = periods.length > 0;
  const name = t(`day.${day}`);
  const replace = (index: number, period: Period) => onChange(periods.map((old, at) => (at === index ? period : old)));

  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 py-2">
      <div className="w-36">
        <Toggle isSelected={open} isDisabled={disabled} onChange={(on) => onChange(on ? [nextPeriod([])] : [])}>
          {name}
        </Toggle>
      </div>
      <div className="flex flex-1 flex-col gap-2">
        {!open && <span className="py-1.5 text-sm text-third">{t("settings.hours.closed")}</span>}
        {periods.map(([from, to], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a period has no other identity than its place
          <div key={index} className="flex items-center gap-2">
            <TimeField
              label={`${name} · ${t("settings.hours.from")}`}
              value={from}
              onChange={(at) => replace(index, [at, to])}
            />
            <span className="text-sm text-third">{t("settings.hours.to")}</span>
            <TimeField
              label={`${name} · ${t("settings.hours.to")}`}
              value={to}
              onChange={(at) => replace(index, [from, at])}
            />
            <IconButton label={t("settings.hours.remove")} onClick={() => onChange(periods.toSpliced(index, 1))}>
              <X aria-hidden className="size-4" />
            </IconButton>
          </div>
        ))}
      </div>
      {open && !disabled && (
        <div className="flex">
          <IconButton label={t("settings.hours.add")} onClick={() => onChange([...periods, nextPeriod(periods)])}>
            <Plus aria-hidden className="size-4" />
          </IconButton>
          <IconButton label={t("settings.hours.copy")} onClick={onCopy}>
            <CopyPlus aria-hidden className="size-4" />
          </IconButton>
        </div>
      )}
    </li>
  );
}

interface IconButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function IconButton({ label, onClick, children }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-9 place-items-center rounded-field text-second hover:bg-sunken disabled:hidden"
    >
      {children}
    </button>
  );
}
