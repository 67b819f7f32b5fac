import { useQuery } from "@tanstack/react-query";
import { agentsQuery } from "../api/queries.ts";
import type { Agent, Conversation } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";

/** An agent's name by id. */
export function useAgentName(): (id: string | null) => string {
  const { t } = useI18n();
  const agents = useQuery(agentsQuery).data;
  return (id) => agents?.find((agent) => agent.id === id)?.name ?? t("state.someone");
}

export const speaks = (conversation: Conversation, me: Agent): boolean =>
  conversation.owner.kind === "agent" && conversation.owner.agentId === me.id;

/** Who may speak to the customer now, in words. */
export function useSpeaker(conversation: Conversation, me: Agent): string {
  const { t, format } = useI18n();
  const agentName = useAgentName();
  const { state, owner } = conversation;
  switch (state) {
    case "queued":
      return owner.botHelps ? t("state.queued.helps") : t("state.queued", { time: format.time(owner.since) });
    case "human":
    case "human_idle":
      return speaks(conversation, me)
        ? t(`state.${state}.me`)
        : t(`state.${state}.other`, { name: agentName(owner.agentId) });
    default:
      return t(`state.${state}`);
  }
}
