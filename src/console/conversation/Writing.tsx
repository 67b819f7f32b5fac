import type { Agent, ConversationDetail } from "../api/types.ts";
import { useWriting } from "../api/writing.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { speaks, useAgentName } from "./useSpeaker.ts";

interface WritingProps {
  readonly conversation: ConversationDetail;
  readonly me: Agent;
}

/** Somebody else is writing at this moment. */
export function Writing({ conversation, me }: WritingProps) {
  const { t } = useI18n();
  const agentName = useAgentName();
  const who = useWriting(conversation.id);
  const { kind, agentId } = conversation.owner;
  const said =
    who === "customer"
      ? t("writing.customer")
      : who === "us" && kind !== "agent"
        ? t("writing.bot")
        : who === "us" && !speaks(conversation, me)
          ? t("writing.agent", { name: agentName(agentId) })
          : null;
  return (
    <p
      role="status"
      className={`min-h-5 text-sm text-second ${said ? "mt-3" : ""} ${who === "us" ? "self-end" : "self-start"}`}
    >
      {said}
    </p>
  );
}
