import { ArrowRight } from "lucide-react";
import type { ConversationDetail } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Summary } from "../tickets/Summary.tsx";
import { Section } from "./Section.tsx";

/** For the person who answers: the case in short, and what to do next. */
export function Brief({ brief }: { readonly brief: NonNullable<ConversationDetail["brief"]> }) {
  const { t, word } = useI18n();
  return (
    <Section title={t("known.case")}>
      {brief.summary.split("\n").map((line) => (
        <p key={line} dir="auto" className="said line-clamp-4">
          <Summary text={line} />
        </p>
      ))}
      {brief.nextAction && (
        <p className="flex items-start gap-2 rounded-field bg-soft px-3 py-2 text-on-soft">
          <ArrowRight aria-hidden className="mirrored mt-1 size-4 shrink-0" />
          <span>
            <span className="sr-only">{t("known.next")}: </span>
            {word("next", brief.nextAction)}
          </span>
        </p>
      )}
    </Section>
  );
}
