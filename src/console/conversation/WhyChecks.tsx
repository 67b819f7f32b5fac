import type { Checks } from "../api/types.ts";
import { SupportSource } from "../draft/SupportSource.tsx";
import { useI18n } from "../i18n/I18n.tsx";
import { Tag } from "../ui/Tag.tsx";

/** Of each mark. */
const MOST_POINTS = 2;

/** What a sent reply stands on, and how it was judged. */
export function WhyChecks({ checks: { supports, marks, total, faults } }: { readonly checks: Checks }) {
  const { t, word, format } = useI18n();
  const judged = Object.entries(marks ?? {});
  return (
    <>
      {supports.length > 0 && (
        <section className="flex flex-col gap-3 border-t border-line pt-4">
          <h3 className="text-sm font-semibold text-second">{t("why.supports")}</h3>
          {supports.map((support) => (
            <SupportSource key={`${support.kind} ${support.ref} ${support.quote}`} support={support} />
          ))}
        </section>
      )}
      {(judged.length > 0 || faults.length > 0) && (
        <section className="flex flex-col gap-2 border-t border-line pt-4 text-sm">
          <h3 className="flex items-baseline justify-between gap-4 font-semibold text-second">
            {t("why.marks")}
            {total !== null && (
              <span className="font-normal text-third">
                {t("why.marks.total", {
                  total: format.number(total),
                  most: format.number(judged.length * MOST_POINTS),
                })}
              </span>
            )}
          </h3>
          <dl className="grid grid-cols-2 gap-x-6 gap-y-1">
            {judged.map(([rule, points]) => (
              <div key={rule} className="flex justify-between gap-2">
                <dt className="text-second">{word("mark", rule)}</dt>
                <dd className="code">{format.number(points)}</dd>
              </div>
            ))}
          </dl>
          {faults.length > 0 && (
            <p className="flex flex-wrap items-center gap-1.5">
              <span className="text-third">{t("why.faults")}</span>
              {faults.map((fault) => (
                <Tag key={fault} tone="danger">
                  {word("fault", fault, "mark")}
                </Tag>
              ))}
            </p>
          )}
        </section>
      )}
    </>
  );
}
