import { ToggleButton, ToggleButtonGroup } from "react-aria-components";

interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly id: T; readonly text: string }[];
  readonly onChange: (value: T) => void;
}

/** One of two to four, all in sight. */
export function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>) {
  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm font-medium text-second" aria-hidden>
        {label}
      </span>
      <ToggleButtonGroup
        aria-label={label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value]}
        onSelectionChange={(keys) => {
          const option = options.find(({ id }) => keys.has(id));
          if (option) onChange(option.id);
        }}
        className="flex w-fit max-w-full flex-wrap gap-1 rounded-field bg-sunken p-1"
      >
        {options.map(({ id, text }) => (
          <ToggleButton
            key={id}
            id={id}
            className="min-h-9 rounded-[9px] px-3.5 text-second transition-colors data-selected:bg-surface data-selected:font-semibold data-selected:text-ink data-selected:shadow-card data-selected:ring-1 data-selected:ring-edge"
          >
            {text}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
