import type { ReactNode } from "react";
import { INTERFACE_LANGUAGES } from "../../pages/language/languages.ts";
import { Mark } from "../../pages/theme/Mark.tsx";
import { useLanguage } from "../i18n/language.ts";
import { LANGUAGE_NAMES } from "../i18n/texts.ts";

interface DoorFrameProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** The page before one is inside: the sign, a form, and the choice of language. */
export function DoorFrame({ title, lead, children }: DoorFrameProps) {
  const [language, setLanguage] = useLanguage();
  return (
    <main className="grid h-dvh place-items-center overflow-auto p-4">
      <div className="flex w-full max-w-96 flex-col gap-6">
        <div className="flex flex-col items-center gap-3 text-center">
          <Mark size={48} />
          <h1 className="text-xl font-bold">{title}</h1>
          <p className="text-second">{lead}</p>
        </div>
        <div className="rounded-card border border-line bg-surface p-6 shadow-card">{children}</div>
        <div className="flex justify-center gap-1">
          {INTERFACE_LANGUAGES.map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={one === language}
              onClick={() => setLanguage(one)}
              className={`min-h-9 rounded-field px-3 text-sm transition-colors ${one === language ? "font-semibold text-ink" : "text-second hover:bg-sunken"}`}
            >
              {LANGUAGE_NAMES[one]}
            </button>
          ))}
        </div>
      </div>
    </main>
  );
}
