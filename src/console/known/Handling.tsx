import { useQuery } from "@tanstack/react-query";
import { playbookQuery } from "../api/queries.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Section } from "./Section.tsx";

/** What the organisation's playbook says to whoever works on a case of this category. */
export function Handling({ category }: { readonly category: string }) {
  const { t, word, format, language } = useI18n();
  const { data } = useQuery(playbookQuery(category));
  if (!data) return null;
  const { evidence, remedies, escalation } = data;
  const hints = escalation[language];
  if (evidence.length + remedies.length + hints.length === 0) return null;
  return (
    <Section title={t("known.handling")}>
      {evidence.length > 0 && (
        <p>
          <span className="text-second">{t("known.evidence")}: </span>
          {evidence.map((kind) => word("evidence", kind)).join(" · ")}
        </p>
      )}
      {remedies.length > 0 && (
        <ul className="flex flex-col gap-1">
          {remedies.map(({ key, name, limit, approvedBy }) => (
            <li key={key} className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span>{name[language]}</span>
              <span className="text-xs text-third">
                {`${word("remedy.limit", limit.unit).replace("{most}", format.number(limit.most))} · ${word("remedy.by", approvedBy)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {hints.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm text-second">
          {hints.map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
