import { useState } from "react";
import { Said } from "../../pages/conversation/Said.tsx";
import type { Abilities, Agent, Message } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Attachments } from "./Attachments.tsx";
import { DeliveryMark } from "./DeliveryMark.tsx";
import { DeliveryTrouble } from "./DeliveryTrouble.tsx";
import { EditWords } from "./EditWords.tsx";
import { MessageActions } from "./MessageActions.tsx";
import { Quoted } from "./Quoted.tsx";
import { Reaction } from "./Reaction.tsx";
import { SystemNotice } from "./SystemNotice.tsx";
import { useAgentName } from "./useSpeaker.ts";
import { WhyThis } from "./WhyThis.tsx";

/** Customer: sunken, at the start. Ours: at the end; the bot softly, a person solidly. */
const BUBBLES = {
  customer: "bg-sunken rounded-ss-md",
  bot: "bg-soft text-ink rounded-se-md",
  agent: "bg-accent text-on-accent rounded-se-md",
} as const;

/** Written, but never sent: an outline of what would have been said. */
const HELD = "border border-dashed border-faint text-second";

interface MessageItemProps {
  readonly message: Message;
  readonly all: readonly Message[];
  readonly follows: boolean;
  readonly me: Agent;
  readonly conversationId: string;
  readonly can: Abilities;
}

export function MessageItem({ message, all, follows, me, conversationId, can }: MessageItemProps) {
  const [editing, setEditing] = useState(false);
  const { t, format } = useI18n();
  const agentName = useAgentName();
  if (message.author === "system") return <SystemNotice message={message} conversationId={conversationId} />;

  const ours = message.author !== "customer";
  const held = message.delivery === "suppressed";
  const who =
    message.author !== "agent"
      ? t(`author.${message.author}`)
      : message.agentId === me.id
        ? t("author.me")
        : agentName(message.agentId);

  return (
    <article
      aria-label={who}
      className={`flex max-w-[min(36rem,86%)] flex-col gap-1 ${ours ? "items-end self-end" : "items-start self-start"} ${follows ? "mt-1.5" : "mt-4"}`}
    >
      <div className={`max-w-full rounded-card px-4 py-2.5 ${held ? HELD : BUBBLES[message.author]}`}>
        {(message.replyTo || message.replyQuote) && <Quoted message={message} all={all} />}
        <Attachments message={message} />
        {editing ? (
          <EditWords message={message} conversationId={conversationId} onDone={() => setEditing(false)} />
        ) : (
          message.text && (
            <p dir="auto" className="said">
              <Said text={message.text} />
            </p>
          )
        )}
      </div>
      <footer className="flex flex-wrap items-center gap-x-2 px-1 text-xs text-third">
        {ours && !follows && <bdi className="font-medium">{who}</bdi>}
        <time dateTime={message.createdAt}>{format.time(message.createdAt)}</time>
        {message.editedAt && <span title={format.time(message.editedAt)}>{t("message.edited")}</span>}
        {message.reaction && <Reaction reaction={message.reaction} />}
        <DeliveryMark message={message} />
        {message.ourReaction && <bdi className="text-sm">{message.ourReaction}</bdi>}
        {message.author === "bot" && (message.turnId || message.checks) && <WhyThis message={message} />}
        <MessageActions
          message={message}
          me={me}
          conversationId={conversationId}
          can={can}
          onEdit={() => setEditing(true)}
        />
      </footer>
      <DeliveryTrouble message={message} conversationId={conversationId} />
    </article>
  );
}
