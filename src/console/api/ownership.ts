import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Problem, request } from "./client.ts";
import { refreshConversation } from "./refresh.ts";
import type { Conversation } from "./types.ts";

export type Move = "take" | "release" | "resolve";

interface Moved {
  readonly conversation: Conversation;
  /** Messages of the bot whose sending had begun before the move. */
  readonly inFlight: readonly string[];
}

/** Take over, hand back to the bot, or resolve, as seen at `epoch`: if somebody was faster nothing happens. */
export function useMove(id: string) {
  const client = useQueryClient();
  return useMutation<Moved, Problem, { readonly move: Move; readonly epoch: number }>({
    mutationFn: async ({ move, epoch }) => {
      const path = `/api/v1/conversations/${encodeURIComponent(id)}/${move}`;
      const result = await request<Moved>(path, { method: "POST", body: { ifEpoch: epoch } });
      if (!result.ok) throw result.error;
      return result.value;
    },
    onSettled: () => refreshConversation(client, id),
  });
}
