import { useQuery } from "@tanstack/react-query";
import { FileUp, Plus } from "lucide-react";
import { useState } from "react";
import { type Gap, gapsQuery, type ReplyLanguage } from "../api/knowledge.ts";
import type { Agent } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { goTo, hrefOf } from "../shell/route.ts";
import { Button } from "../ui/Button.tsx";
import { Pills } from "../ui/Pills.tsx";
import { Segments } from "../ui/Segments.tsx";
import { ArticleEditor } from "./ArticleEditor.tsx";
import { ArticleList } from "./ArticleList.tsx";
import { Gaps } from "./Gaps.tsx";
import { ImportTable } from "./ImportTable.tsx";
import { TryQuestion } from "./TryQuestion.tsx";

const LANGUAGES = ["fa", "ar", "en"] as const;

/** What is open in the editor. */
type Open = { readonly id: string } | { readonly gap: Gap | null };

/** What the desk may answer with: articles, a question to try on them, and what was asked in vain. */
export function KnowledgePage({ me, article }: { readonly me: Agent; readonly article: string | null }) {
  const { t, word, format, language: own } = useI18n();
  const isAdmin = me.role === "admin";
  const [language, setLanguage] = useState<ReplyLanguage>(own);
  const [view, setView] = useState<"articles" | "gaps">("articles");
  const [open, setOpen] = useState<Open | null>(article === null ? null : { id: article });
  const [importing, setImporting] = useState(false);
  const gaps = useQuery(gapsQuery(language)).data?.length ?? 0;

  if (open) {
    const close = () => {
      setOpen(null);
      if (article !== null) goTo(hrefOf.knowledge);
    };
    const id = "id" in open ? open.id : null;
    const gap = "gap" in open ? open.gap : null;
    return (
      <main className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-3xl flex-col gap-5 p-4 pb-16 md:p-8">
          <ArticleEditor id={id} gap={gap} language={language} isAdmin={isAdmin} onDone={close} />
        </div>
      </main>
    );
  }

  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-3xl flex-col gap-5 p-4 pb-16 md:p-8">
        <header className="flex flex-wrap items-center gap-3">
          <div className="flex-1 basis-64">
            <h1 className="text-xl font-bold">{t("knowledge.title")}</h1>
            <p className="text-second">{t("knowledge.lead")}</p>
          </div>
          {isAdmin && (
            <div className="flex flex-wrap gap-2">
              <Button onPress={() => setImporting(true)}>
                <FileUp aria-hidden className="size-4" />
                {t("knowledge.import")}
              </Button>
              <Button look="primary" onPress={() => setOpen({ gap: null })}>
                <Plus aria-hidden className="size-4" />
                {t("knowledge.add")}
              </Button>
            </div>
          )}
        </header>
        <Segments
          label={t("knowledge.language")}
          value={language}
          options={LANGUAGES.map((id) => ({ id, text: word("language", id) }))}
          onChange={setLanguage}
        />
        {importing && <ImportTable language={language} onDone={() => setImporting(false)} />}
        <TryQuestion key={language} language={language} onOpen={(id) => setOpen({ id })} />
        <Pills
          label={t("knowledge.title")}
          value={view}
          options={[
            { id: "articles", text: t("knowledge.articles") },
            {
              id: "gaps",
              text: gaps > 0 ? t("knowledge.gaps.count", { count: format.number(gaps) }) : t("knowledge.gaps"),
            },
          ]}
          onChange={setView}
        />
        {view === "articles" ? (
          <ArticleList language={language} isAdmin={isAdmin} onOpen={(id) => setOpen({ id })} />
        ) : (
          <Gaps language={language} isAdmin={isAdmin} onWrite={(gap) => setOpen({ gap })} />
        )}
      </div>
    </main>
  );
}
