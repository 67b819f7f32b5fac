import type { MadePromise } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";
import { Section } from "./Section.tsx";

const INKS = { open: "text-second", kept: "text-third", missed: "text-danger-ink" } as const;

/** What was said in so many words: the customer waits for it, whoever said it. */
export function Promises({ promises }: { readonly promises: readonly MadePromise[] }) {
  const { t, word, format } = useI18n();
  const now = useNow();
  if (promises.length === 0) return null;
  return (
    <Section title={t("known.promises")}>
      <ul className="flex flex-col gap-2">
        {promises.map(({ words, dueAt, state, warned }) => (
          <li key={words + dueAt} className="flex flex-col gap-0.5">
            <q dir="auto">{words}</q>
            <span className={`text-sm ${warned && state === "open" ? "text-warm-ink" : INKS[state]}`}>
              <time dateTime={dueAt}>{format.moment(dueAt, now)}</time> · {word("promise", state)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
