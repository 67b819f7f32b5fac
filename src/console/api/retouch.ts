import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Problem, request } from "./client.ts";
import { refreshConversation } from "./refresh.ts";
import type { Message } from "./types.ts";

type Retouch =
  | { readonly edit: string; readonly text: string }
  | { readonly react: string /** Empty: taken back. */; readonly emoji: string };

/** Changes a message that the customer has: other words, or a reaction to theirs. */
export function useRetouch(conversationId: string) {
  const client = useQueryClient();
  return useMutation<Message, Problem, Retouch>({
    mutationFn: async (retouch) => {
      const messages = `/api/v1/conversations/${encodeURIComponent(conversationId)}/messages`;
      const result = await ("edit" in retouch
        ? request<{ message: Message }>(`${messages}/${retouch.edit}`, {
            method: "PATCH",
            body: { text: retouch.text },
          })
        : request<{ message: Message }>(`${messages}/${retouch.react}/reaction`, {
            method: "PUT",
            body: { emoji: retouch.emoji },
          }));
      if (!result.ok) throw result.error;
      return result.value.message;
    },
    onSettled: () => refreshConversation(client, conversationId),
  });
}
