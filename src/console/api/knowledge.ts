import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ReplyLanguage } from "../../core/reading.ts";
import { fetched, request } from "./client.ts";

export type { ReplyLanguage } from "../../core/reading.ts";

export interface ArticleDraft {
  readonly language: ReplyLanguage;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly questions: readonly string[];
  readonly published: boolean;
}

export interface Article extends ArticleDraft {
  readonly id: string;
  readonly updatedAt: string;
}

/** Questions no article answers, alike ones together. */
export interface Gap {
  readonly id: string;
  readonly text: string;
  readonly count: number;
  readonly askedAt: string;
  readonly examples: readonly string[];
}

/** What a question finds. */
export interface FoundArticle {
  readonly articleId: string;
  readonly title: string;
  readonly text: string | null;
  readonly paragraph: number | null;
  readonly score: number;
  readonly answers: boolean;
}

export interface ImportCount {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

interface ArticlePage {
  readonly items: readonly Article[];
  readonly next: string | null;
}

const PATH = "/api/v1/articles";
const KEY = "articles";

/** All that changes when an article does. */
export const knowledgeKey = { queryKey: [KEY] } as const;

export const articlesQuery = (language: ReplyLanguage, q: string) =>
  infiniteQueryOptions({
    queryKey: [KEY, "list", language, q],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const filter = { language, ...(q && { q }), ...(pageParam && { cursor: pageParam }) };
      return fetched<ArticlePage>(`${PATH}?${new URLSearchParams(filter)}`, signal);
    },
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

export const articleQuery = (id: string) =>
  queryOptions({
    queryKey: [KEY, "one", id],
    queryFn: ({ signal }) => fetched<Article>(`${PATH}/${encodeURIComponent(id)}`, signal),
    staleTime: 0,
  });

export const gapsQuery = (language: ReplyLanguage) =>
  queryOptions({
    queryKey: [KEY, "gaps", language],
    queryFn: async ({ signal }) =>
      (await fetched<{ items: readonly Gap[] }>(`${PATH}/gaps?language=${language}`, signal)).items,
    refetchInterval: 60_000,
  });

export const triedQuery = (language: ReplyLanguage, q: string) =>
  queryOptions({
    queryKey: [KEY, "tried", language, q],
    queryFn: async ({ signal }) => {
      const asked = new URLSearchParams({ language, q });
      return (await fetched<{ items: readonly FoundArticle[] }>(`${PATH}/search?${asked}`, signal)).items;
    },
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });

/** @param id  null for a new article @param settles  the gap it was written for @throws a `Problem` */
export async function saveArticle(id: string | null, draft: ArticleDraft, settles: string | null): Promise<Article> {
  const body = { ...draft, ...(settles !== null && { settles }) };
  return sent(id === null ? "POST" : "PUT", id === null ? PATH : `${PATH}/${encodeURIComponent(id)}`, body);
}

/** @throws a `Problem` */
export const deleteArticle = (id: string): Promise<unknown> => sent("DELETE", `${PATH}/${encodeURIComponent(id)}`);

/** @throws a `Problem` */
export const dismissGap = (id: string): Promise<unknown> =>
  sent("POST", `${PATH}/gaps/${encodeURIComponent(id)}/dismiss`);

/** @param csv  a table as text @param language  of rows that name none @throws a `Problem` */
export const importTable = (csv: string, language: ReplyLanguage): Promise<ImportCount> =>
  sent("POST", `${PATH}/import`, { csv, language });

async function sent<T>(method: "POST" | "PUT" | "DELETE", path: string, body?: object): Promise<T> {
  const result = await request<T>(path, { method, ...(body && { body }) });
  if (!result.ok) throw result.error;
  return result.value;
}
