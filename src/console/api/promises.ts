import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Problem, request } from "./client.ts";
import { refreshConversation } from "./refresh.ts";

/** A promise in words that are still being written. */
interface FoundPromise {
  readonly words: string;
  readonly dueAt: string;
}

/** The promises in a text; none where the desk cannot be asked. */
export const promisesQuery = (conversationId: string, text: string) =>
  queryOptions({
    queryKey: ["promises", conversationId, text],
    enabled: text !== "",
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<readonly FoundPromise[]> => {
      const body = { text, conversationId };
      const found = await request<{ items: readonly FoundPromise[] }>("/api/v1/promises/find", {
        method: "POST",
        body,
        signal,
      });
      return found.ok ? found.value.items : [];
    },
  });

/** What was promised, by its id, has been done. */
export function useKeepPromise(conversationId: string) {
  const client = useQueryClient();
  return useMutation<unknown, Problem, string>({
    mutationFn: async (promiseId) => {
      const path = `/api/v1/conversations/${encodeURIComponent(conversationId)}/promises/${encodeURIComponent(promiseId)}/keep`;
      const result = await request(path, { method: "POST", body: {} });
      if (!result.ok) throw result.error;
    },
    onSettled: () => refreshConversation(client, conversationId),
  });
}
