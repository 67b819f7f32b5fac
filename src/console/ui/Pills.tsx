import { useI18n } from "../i18n/I18n.tsx";

interface PillsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly {
    readonly id: T;
    readonly text: string;
    /** How many wait there; none is not shown. */
    readonly count?: number;
  }[];
  readonly onChange: (value: T) => void;
}

/** One of several views of a list, in lines: nothing of it is hidden where there is little room. */
export function Pills<T extends string>({ label, value, options, onChange }: PillsProps<T>) {
  const { format } = useI18n();
  return (
    <fieldset className="-m-1 flex flex-wrap gap-y-1 p-1 min-[1440px]:gap-x-1">
      <legend className="sr-only">{label}</legend>
      {options.map(({ id, text, count = 0 }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === value}
          onClick={() => onChange(id)}
          className={`min-h-8 shrink-0 rounded-full px-2.5 text-sm transition-colors first-letter:uppercase min-[1440px]:px-3 ${id === value ? "bg-ink font-semibold text-page" : "text-second hover:bg-sunken hover:text-ink"}`}
        >
          {text}
          {count > 0 && (
            <span
              className={`ms-1.5 inline-block min-w-5 rounded-full px-1.5 text-xs font-semibold ${id === value ? "bg-page text-ink" : "bg-warm-soft text-warm-ink"}`}
            >
              {format.number(count)}
            </span>
          )}
        </button>
      ))}
    </fieldset>
  );
}
