import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Problem, request } from "./client.ts";
import { refreshConversation } from "./refresh.ts";

export type Deed =
  | { readonly verb: "approve" | "propose" }
  | { readonly verb: "edit"; readonly text: string }
  | { readonly verb: "reject"; readonly take: boolean };

/** What an agent does with a draft, as seen at `epoch`: if somebody was faster nothing happens. */
export function useDraftDeed(id: string) {
  const client = useQueryClient();
  return useMutation<{ readonly inFlight: readonly string[] }, Problem, Deed & { readonly epoch: number }>({
    mutationFn: async ({ verb, epoch, ...rest }) => {
      const path = `/api/v1/conversations/${encodeURIComponent(id)}/draft/${verb}`;
      const body = { ...rest, ifEpoch: epoch };
      const result = await request<{ readonly inFlight: readonly string[] }>(path, { method: "POST", body });
      if (!result.ok) throw result.error;
      return result.value;
    },
    onSettled: () => refreshConversation(client, id),
  });
}

/** Whether a person looks at what is said to this contact before it goes out. */
export function useVip(conversationId: string, contactId: string) {
  const client = useQueryClient();
  return useMutation<unknown, Problem, boolean>({
    mutationFn: async (vip) => {
      const path = `/api/v1/contacts/${encodeURIComponent(contactId)}`;
      const result = await request(path, { method: "PATCH", body: { vip } });
      if (!result.ok) throw result.error;
    },
    onSettled: () => refreshConversation(client, conversationId),
  });
}
