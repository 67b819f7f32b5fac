import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Problem } from "../api/client.ts";
import {
  type Article,
  type ArticleDraft,
  articleQuery,
  type Gap,
  knowledgeKey,
  type ReplyLanguage,
  saveArticle,
} from "../api/knowledge.ts";
import { Refusal } from "../channels/Refusal.tsx";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Field } from "../ui/Field.tsx";
import { Segments } from "../ui/Segments.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import { Toggle } from "../ui/Toggle.tsx";
import { DeleteArticle } from "./DeleteArticle.tsx";

interface ArticleEditorProps {
  /** Null for a new article. */
  readonly id: string | null;
  /** What was asked and is answered by the new article. */
  readonly gap: Gap | null;
  readonly language: ReplyLanguage;
  readonly isAdmin: boolean;
  readonly onDone: () => void;
}

const LANGUAGES = ["fa", "ar", "en"] as const;

/** One article: written by admins, read by everybody. */
export function ArticleEditor({ id, gap, language, isAdmin, onDone }: ArticleEditorProps) {
  const { t } = useI18n();
  const known = useQuery({ ...articleQuery(id ?? ""), enabled: id !== null });
  const blank: ArticleDraft = {
    language,
    title: "",
    body: "",
    questions: gap ? [gap.text, ...gap.examples] : [],
    published: true,
  };
  const draft = id === null ? blank : known.data;
  return (
    <>
      <header className="flex items-center gap-3">
        <Button look="quiet" size="icon" aria-label={t("common.back")} onPress={onDone}>
          <ArrowLeft aria-hidden className="mirrored size-5" />
        </Button>
        <h1 className="text-xl font-bold">
          {t(id === null ? "knowledge.add" : isAdmin ? "knowledge.edit" : "knowledge.read")}
        </h1>
      </header>
      {draft ? (
        <ArticleForm key={id} id={id} draft={draft} settles={gap?.id ?? null} isAdmin={isAdmin} onDone={onDone} />
      ) : known.error ? (
        <Failed title={t("error.title")} problem={known.error} onRetry={known.refetch} />
      ) : (
        <Skeleton lines={5} />
      )}
    </>
  );
}

interface ArticleFormProps {
  readonly id: string | null;
  readonly draft: ArticleDraft;
  readonly settles: string | null;
  readonly isAdmin: boolean;
  readonly onDone: () => void;
}

/** What is typed stays until the server has taken it. */
function ArticleForm({ id, draft, settles, isAdmin, onDone }: ArticleFormProps) {
  const { t, word } = useI18n();
  const client = useQueryClient();
  const [language, setLanguage] = useState(draft.language);
  const [title, setTitle] = useState(draft.title);
  const [body, setBody] = useState(draft.body);
  const [questions, setQuestions] = useState(draft.questions.join("\n"));
  const [published, setPublished] = useState(draft.published);
  const [deleting, setDeleting] = useState(false);
  const saving = useMutation<Article, Problem, ArticleDraft>({
    mutationFn: (written) => saveArticle(id, written, settles),
    onSuccess: async () => {
      await client.invalidateQueries(knowledgeKey);
      onDone();
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const asked = questions.split("\n").map((line) => line.trim());
    saving.mutate({ language, title, body, questions: asked.filter((line) => line !== ""), published });
  };

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5 rounded-card border border-line bg-surface p-5 md:p-6">
      <Segments
        label={t("knowledge.language")}
        value={language}
        options={LANGUAGES.map((each) => ({ id: each, text: word("language", each) }))}
        onChange={(each) => isAdmin && setLanguage(each)}
      />
      <Field
        label={t("knowledge.field.title")}
        name="title"
        value={title}
        onChange={setTitle}
        required
        disabled={!isAdmin}
        autoFocus={isAdmin}
      />
      <TextBox
        label={t("knowledge.field.body")}
        hint={t("knowledge.field.body.hint")}
        value={body}
        onChange={setBody}
        rows={9}
        required
        disabled={!isAdmin}
        maxLength={20_000}
        lang={language}
      />
      <TextBox
        label={t("knowledge.field.questions")}
        hint={t("knowledge.field.questions.hint")}
        value={questions}
        onChange={setQuestions}
        rows={6}
        disabled={!isAdmin}
        lang={language}
      />
      <Toggle isSelected={published} onChange={setPublished} isDisabled={!isAdmin}>
        {t("knowledge.field.published")}
      </Toggle>
      <Refusal problem={saving.error} />
      {isAdmin && (
        <div className="flex flex-wrap items-center gap-2">
          <Button look="primary" type="submit" isPending={saving.isPending}>
            {saving.isPending ? t("common.saving") : t("common.save")}
          </Button>
          <Button look="quiet" onPress={onDone}>
            {t("common.cancel")}
          </Button>
          {id !== null && !deleting && (
            <Button look="quiet" className="ms-auto" onPress={() => setDeleting(true)}>
              {t("knowledge.delete")}
            </Button>
          )}
        </div>
      )}
      {id !== null && deleting && <DeleteArticle id={id} onDone={onDone} onKeep={() => setDeleting(false)} />}
    </form>
  );
}
