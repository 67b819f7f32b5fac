import { Search, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useI18n } from "../i18n/I18n.tsx";
import { keyOf } from "../shell/key-of.ts";
import { useKeys } from "../shell/keys.ts";
import { INPUT } from "./Field.tsx";

interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The focus was given back: to whoever has a place for it. */
  readonly onLeave?: () => void;
}

/** "/", Ctrl+K or ⌘K comes here from anywhere; Escape empties it and leaves, so that the next key is one of the list. */
export function SearchBox({ label, value, onChange, onLeave }: SearchBoxProps) {
  const { t } = useI18n();
  const input = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => input.current?.focus() });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (keyOf(event) !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <search className="relative">
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-faint" />
      <input
        ref={input}
        type="text"
        enterKeyHint="search"
        aria-label={label}
        aria-keyshortcuts="/ Control+K"
        placeholder={label}
        dir={value ? "auto" : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          if (value) onChange("");
          input.current?.blur();
          onLeave?.();
        }}
        className={`${INPUT} ps-9 pe-9`}
      />
      {value && (
        <button
          type="button"
          aria-label={t("queue.search.clear")}
          onClick={() => onChange("")}
          className="absolute inset-y-0 end-1 my-auto grid size-9 place-items-center rounded-field text-second"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </search>
  );
}
