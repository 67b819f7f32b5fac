import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type FoundArticle, type ReplyLanguage, triedQuery } from "../api/knowledge.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useDebounced } from "../queue/useDebounced.ts";
import { Field } from "../ui/Field.tsx";
import { Tag } from "../ui/Tag.tsx";

const SHOWN = 3;

interface TryQuestionProps {
  readonly language: ReplyLanguage;
  readonly onOpen: (id: string) => void;
}

/** What a customer's words would find, before a customer writes them. */
export function TryQuestion({ language, onOpen }: TryQuestionProps) {
  const { t } = useI18n();
  const [words, setWords] = useState("");
  const q = useDebounced(words.trim(), 300);
  const tried = useQuery(triedQuery(language, q));
  const found = q === "" ? undefined : tried.data?.slice(0, SHOWN);

  return (
    <section
      aria-label={t("knowledge.try")}
      className="flex flex-col gap-3 rounded-card border border-line bg-surface p-5 md:p-6"
    >
      <Field
        label={t("knowledge.try")}
        hint={t("knowledge.try.hint")}
        name="try"
        value={words}
        onChange={setWords}
        autoComplete="off"
      />
      <div role="status" className="flex flex-col gap-3 empty:hidden">
        {tried.error && <p className="text-sm text-danger-ink">{t("error.offline")}</p>}
        {found?.length === 0 && <p className="text-sm text-second">{t("knowledge.try.none")}</p>}
        {found && found.length > 0 && (
          <>
            <p className={`text-sm font-medium ${found[0]?.answers ? "text-accent" : "text-warm-ink"}`}>
              {t(found[0]?.answers ? "knowledge.try.sure" : "knowledge.try.unsure")}
            </p>
            <ol className="flex flex-col divide-y divide-line">
              {found.map((each) => (
                <li key={each.articleId}>
                  <FoundRow found={each} language={language} onOpen={() => onOpen(each.articleId)} />
                </li>
              ))}
            </ol>
          </>
        )}
      </div>
    </section>
  );
}

interface FoundRowProps {
  readonly found: FoundArticle;
  readonly language: ReplyLanguage;
  readonly onOpen: () => void;
}

function FoundRow({ found, language, onOpen }: FoundRowProps) {
  const { t, format } = useI18n();
  return (
    <button
      type="button"
      onClick={onOpen}
      className="-mx-2 flex w-[calc(100%+1rem)] flex-col gap-1 rounded-field px-2 py-2.5 text-start transition-colors hover:bg-sunken/60"
    >
      <span className="flex w-full flex-wrap items-baseline gap-x-3 gap-y-1">
        <bdi className="font-semibold">{found.title}</bdi>
        {found.answers && <Tag tone="soft">{t("knowledge.try.answers")}</Tag>}
        <span className="ms-auto text-xs text-third">
          {t("knowledge.try.near", { percent: format.number(Math.round(found.score * 100)) })}
        </span>
      </span>
      {found.text && (
        <span dir="auto" lang={language} className="w-full text-sm whitespace-pre-line text-second">
          {found.text}
        </span>
      )}
    </button>
  );
}
