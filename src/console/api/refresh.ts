import type { QueryClient } from "@tanstack/react-query";

const ABOUT_ONE = ["conversation", "messages", "turns", "transitions"] as const;

/** Everything on screen about one conversation, and the queue it stands in. */
export async function refreshConversation(client: QueryClient, id: string): Promise<void> {
  await Promise.all([
    ...ABOUT_ONE.map((kind) => client.invalidateQueries({ queryKey: [kind, id] })),
    client.invalidateQueries({ queryKey: ["inbox"] }),
    client.invalidateQueries({ queryKey: ["tickets"] }),
  ]);
}
