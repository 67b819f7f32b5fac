import { Check, ChevronDown } from "lucide-react";
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, Text } from "react-aria-components";
import { INPUT } from "./Field.tsx";

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly id: T; readonly text: string }[];
  readonly onChange: (value: T) => void;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** One of a few. */
export function Choice<T extends string>({ label, value, options, onChange, hint, disabled }: ChoiceProps<T>) {
  const chosen = (key: unknown) => {
    const option = options.find(({ id }) => id === key);
    if (option) onChange(option.id);
  };
  return (
    <Select value={value} onChange={chosen} isDisabled={disabled ?? false} className="flex flex-col gap-1">
      <Label className="text-sm font-medium text-second">{label}</Label>
      <Button className={`${INPUT} flex items-center justify-between gap-2 text-start`}>
        <SelectValue>{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown aria-hidden className="size-4 text-faint" />
      </Button>
      {hint && (
        <Text slot="description" className="text-xs text-third">
          {hint}
        </Text>
      )}
      <Popover className="min-w-(--trigger-width) rounded-field border border-line bg-surface p-1 shadow-card">
        <ListBox className="max-h-72 overflow-auto outline-none">
          {options.map((option) => (
            <ListBoxItem
              key={option.id}
              id={option.id}
              textValue={option.text}
              className="group flex min-h-10 items-center justify-between gap-3 rounded-[10px] px-3 outline-none data-focused:bg-sunken"
            >
              {option.text}
              <Check aria-hidden className="size-4 text-accent opacity-0 group-data-selected:opacity-100" />
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
