import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Problem, request } from "./client.ts";
import { refreshConversation } from "./refresh.ts";

/** Asks the customer, by the operator's template, to write again. Under one key: however often it is tried, once. */
export function useAskToReopen(id: string) {
  const client = useQueryClient();
  return useMutation<void, Problem, { readonly key: string }>({
    mutationFn: async ({ key }) => {
      const path = `/api/v1/conversations/${encodeURIComponent(id)}/ask-to-reopen`;
      const result = await request(path, { method: "POST", body: {}, idempotencyKey: key });
      if (!result.ok) throw result.error;
    },
    onSettled: () => refreshConversation(client, id),
  });
}
