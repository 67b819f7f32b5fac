import { Group, Input, Label, NumberField } from "react-aria-components";
import { INPUT } from "./Field.tsx";

interface MinutesFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly disabled: boolean;
}

/** A whole number above zero, shown and typed in the reader's own digits. */
export function MinutesField({ label, value, onChange, disabled }: MinutesFieldProps) {
  return (
    <NumberField
      value={value}
      minValue={1}
      step={1}
      onChange={(next) => Number.isFinite(next) && onChange(next)}
      isDisabled={disabled}
      className="flex flex-col gap-1"
    >
      <Label className="text-sm font-medium text-second">{label}</Label>
      <Group>
        <Input className={INPUT} />
      </Group>
    </NumberField>
  );
}
