import { useState } from "react";
import { useI18n } from "../i18n/I18n.tsx";
import { readTime } from "./readTime.ts";

interface TimeFieldProps {
  readonly label: string;
  /** "HH:MM", of 24 hours; "24:00" ends a day. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A time of day, typed in any digits. The browser's own field is not used: it knows no 24:00 and picks its own clock. */
export function TimeField({ label, value, onChange }: TimeFieldProps) {
  const { format } = useI18n();
  const [typed, setTyped] = useState<string | null>(null);
  const leave = () => {
    const time = typed === null ? null : readTime(typed);
    if (time !== null && time !== value) onChange(time);
    setTyped(null);
  };
  return (
    <input
      type="text"
      inputMode="numeric"
      aria-label={label}
      dir="ltr"
      maxLength={5}
      value={typed ?? format.digits(value)}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === "Enter" && leave()}
      className="code min-h-9 w-20 rounded-field border border-edge bg-surface px-2 text-center disabled:bg-sunken disabled:opacity-60"
    />
  );
}
