import type { KnownFact } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Pair, Section } from "./Section.tsx";

/** Hard to hear, and not said again. */
const isDoubtful = ({ confidence, confirmed }: KnownFact): boolean => confidence < 0.5 && !confirmed;
const DOUBTFUL = "underline decoration-dotted underline-offset-4";

interface FactsProps {
  readonly facts: readonly KnownFact[];
  readonly missing: readonly string[];
}

/** Always in sight, so that nobody asks for what was already told. */
export function Facts({ facts, missing }: FactsProps) {
  const { t, word } = useI18n();
  return (
    <Section
      title={
        <>
          {t("known.facts")} · <span className="text-accent">{t("known.facts.again")}</span>
        </>
      }
    >
      {facts.length === 0 && <p className="text-second">{t("known.nofacts")}</p>}
      <dl className="flex flex-col gap-1.5 empty:hidden">
        {facts.map((fact) => (
          <Pair key={`${fact.kind} ${fact.value}`} name={word("fact", fact.kind)}>
            <bdi title={fact.quote} className={`code font-medium ${isDoubtful(fact) ? DOUBTFUL : ""}`}>
              {fact.value}
            </bdi>
          </Pair>
        ))}
        {missing.length > 0 && (
          <Pair name={t("known.missing")}>
            <span className="text-third">{missing.map((kind) => word("fact", kind)).join(" · ")}</span>
          </Pair>
        )}
      </dl>
    </Section>
  );
}
