import { queryOptions } from "@tanstack/react-query";
import { request } from "./client.ts";

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
