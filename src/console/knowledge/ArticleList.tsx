import { useInfiniteQuery } from "@tanstack/react-query";
import { BookOpen, SearchX } from "lucide-react";
import { useState } from "react";
import { type Article, articlesQuery, type ReplyLanguage } from "../api/knowledge.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";
import { useDebounced } from "../queue/useDebounced.ts";
import { Blank } from "../ui/Blank.tsx";
import { Button } from "../ui/Button.tsx";
import { Failed } from "../ui/Failed.tsx";
import { SearchBox } from "../ui/SearchBox.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tag } from "../ui/Tag.tsx";

interface ArticleListProps {
  readonly language: ReplyLanguage;
  readonly isAdmin: boolean;
  readonly onOpen: (id: string) => void;
}

/** The articles of a language, the newest first. */
export function ArticleList({ language, isAdmin, onOpen }: ArticleListProps) {
  const { t } = useI18n();
  const [words, setWords] = useState("");
  const q = useDebounced(words.trim(), 250);
  const articles = useInfiniteQuery(articlesQuery(language, q));
  const items = articles.data?.pages.flatMap((page) => page.items);

  return (
    <section aria-label={t("knowledge.articles")} className="flex flex-col gap-4">
      <SearchBox label={t("knowledge.search")} value={words} onChange={setWords} />
      {items && items.length > 0 ? (
        <ul className="flex flex-col divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
          {items.map((article) => (
            <li key={article.id}>
              <ArticleRow article={article} onOpen={() => onOpen(article.id)} />
            </li>
          ))}
        </ul>
      ) : items ? (
        <Blank
          icon={q ? SearchX : BookOpen}
          title={t(q ? "queue.empty.search" : "knowledge.empty")}
          {...(!q && isAdmin && { hint: t("knowledge.empty.hint") })}
        />
      ) : articles.error ? (
        <Failed title={t("error.title")} problem={articles.error} onRetry={articles.refetch} />
      ) : (
        <Skeleton lines={4} />
      )}
      {articles.hasNextPage && (
        <Button
          className="self-center"
          isPending={articles.isFetchingNextPage}
          onPress={() => articles.fetchNextPage()}
        >
          {t("tickets.more")}
        </Button>
      )}
    </section>
  );
}

function ArticleRow({ article, onOpen }: { readonly article: Article; readonly onOpen: () => void }) {
  const { t, format } = useI18n();
  const now = useNow();
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex w-full flex-col gap-1 px-4 py-3 text-start transition-colors hover:bg-sunken/60 md:px-5"
    >
      <span className="flex w-full flex-wrap items-baseline gap-x-3 gap-y-1">
        <bdi className="font-semibold">{article.title}</bdi>
        {!article.published && <Tag tone="warm">{t("knowledge.unpublished")}</Tag>}
        <time
          dateTime={article.updatedAt}
          title={format.moment(article.updatedAt, now)}
          className="ms-auto text-xs text-third"
        >
          {format.ago(article.updatedAt, now)}
        </time>
      </span>
      <span dir="auto" lang={article.language} className="line-clamp-2 w-full text-sm text-second">
        {article.body}
      </span>
    </button>
  );
}
