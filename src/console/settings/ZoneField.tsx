import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { useI18n } from "../i18n/I18n.tsx";
import { INPUT } from "../ui/Field.tsx";
import { zoneMatches } from "./zones.ts";

const ZONES = Intl.supportedValuesOf("timeZone").map((id) => ({ id }));

interface ZoneFieldProps {
  readonly value: string;
  readonly onChange: (zone: string) => void;
  readonly disabled: boolean;
}

/** An IANA time zone, found by typing part of its name, its city or its country. */
export function ZoneField({ value, onChange, disabled }: ZoneFieldProps) {
  const { t } = useI18n();
  const zones = ZONES.some(({ id }) => id === value) ? ZONES : [{ id: value }, ...ZONES];
  return (
    <ComboBox
      defaultItems={zones}
      defaultFilter={zoneMatches}
      allowsEmptyCollection
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      isDisabled={disabled}
      className="flex flex-col gap-1"
    >
      <Label className="text-sm font-medium text-second">{t("settings.zone")}</Label>
      <Input dir="ltr" className={INPUT} />
      <Popover className="w-(--trigger-width) rounded-field border border-line bg-surface p-1 shadow-card">
        <ListBox
          renderEmptyState={() => <p className="px-3 py-2 text-sm text-second">{t("settings.zone.none")}</p>}
          className="max-h-72 overflow-auto outline-none"
        >
          {({ id }: { id: string }) => (
            <ListBoxItem
              id={id}
              textValue={id}
              className="flex min-h-9 items-center rounded-[10px] px-3 outline-none data-focused:bg-sunken data-selected:font-semibold"
            >
              <bdi>{id.replaceAll("_", " ")}</bdi>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
