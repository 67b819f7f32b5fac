import { keepPreviousData, QueryCache, QueryClient, queryOptions } from "@tanstack/react-query";
import type { Problem } from "./client.ts";
import { fetched } from "./client.ts";
import type {
  Agent,
  ChannelAccount,
  ConversationDetail,
  Inbox,
  Message,
  Playbook,
  Settings,
  Taxonomy,
  Transition,
  Turn,
  View,
} from "./types.ts";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: Problem;
  }
}

export interface Me {
  readonly agent: Agent;
  readonly settings: Settings;
}

interface List<T> {
  readonly items: readonly T[];
  readonly next?: string | number | null;
}

/** Refused requests are not repeated; a silent network is, twice. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    // A session that ended is seen by whatever asks first; the door asks again and shows the sign-in page.
    queryCache: new QueryCache({
      onError: (problem, query) => {
        if (problem.status === 401 && query.queryKey[0] !== "me") void client.invalidateQueries({ queryKey: ["me"] });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, problem) => failures < 2 && (problem.status === 0 || problem.status >= 500),
        // Ask even when the browser believes it is offline: the desk may be on this very machine.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}

const at = (id: string) => `/api/v1/conversations/${encodeURIComponent(id)}`;

/** Words of the operator's own files: they change with a restart. */
export const taxonomyQuery = queryOptions({
  queryKey: ["taxonomy"],
  queryFn: ({ signal }) => fetched<Taxonomy>("/api/v1/taxonomy", signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export const playbookQuery = (category: string) =>
  queryOptions({
    queryKey: ["playbook", category],
    queryFn: ({ signal }) => fetched<Playbook>(`/api/v1/playbooks/${category}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => fetched<Me>("/api/v1/me", signal),
  staleTime: 60_000,
});

export const inboxQuery = (view: View, q: string) =>
  queryOptions({
    queryKey: ["inbox", view, q],
    queryFn: ({ signal }) => fetched<Inbox>(`/api/v1/inbox?${new URLSearchParams(q ? { view, q } : { view })}`, signal),
    placeholderData: keepPreviousData,
    // Events carry what changes; this only covers an event that never came.
    refetchInterval: 60_000,
  });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation", id],
    queryFn: ({ signal }) => fetched<ConversationDetail>(at(id), signal),
  });

export const messagesQuery = (id: string) =>
  queryOptions({ queryKey: ["messages", id], queryFn: ({ signal }) => allMessages(id, signal) });

export const turnsQuery = (id: string) =>
  queryOptions({
    queryKey: ["turns", id],
    queryFn: async ({ signal }) => (await fetched<List<Turn>>(`${at(id)}/turns`, signal)).items,
  });

export const transitionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["transitions", id],
    queryFn: async ({ signal }) => (await fetched<List<Transition>>(`${at(id)}/transitions`, signal)).items,
  });

export const agentsQuery = queryOptions({
  queryKey: ["agents"],
  queryFn: async ({ signal }) => (await fetched<List<Agent>>("/api/v1/agents", signal)).items,
  staleTime: 300_000,
});

export const channelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: async ({ signal }) => (await fetched<List<ChannelAccount>>("/api/v1/channels", signal)).items,
  refetchInterval: 30_000,
});

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => fetched<Settings>("/api/v1/settings", signal),
});

/** Reads every page: an older message may have been edited or delivered since. */
async function allMessages(id: string, signal: AbortSignal): Promise<readonly Message[]> {
  const messages: Message[] = [];
  let after: string | number | null | undefined = 0;
  while (after !== null && after !== undefined) {
    const page: List<Message> = await fetched(`${at(id)}/messages?after=${after}`, signal);
    messages.push(...page.items);
    after = page.items.length > 0 ? page.next : null;
  }
  return messages;
}
