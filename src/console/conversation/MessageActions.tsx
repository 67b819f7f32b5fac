import { Pencil, Reply } from "lucide-react";
import { Button } from "react-aria-components";
import type { Abilities, Agent, Message } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { answer } from "./begun.ts";
import { ReactTo } from "./ReactTo.tsx";
import { COMPOSER } from "./timeline-id.ts";

interface MessageActionsProps {
  readonly message: Message;
  readonly me: Agent;
  readonly conversationId: string;
  readonly can: Abilities;
  readonly onEdit: () => void;
}

const ARRIVED: readonly (string | null)[] = ["sent", "delivered", "read"];
const LOOK = "inline-grid size-7 place-items-center rounded-sm text-third hover:bg-sunken hover:text-ink";

/** What can be done about one message, as far as its channel can. */
export function MessageActions({ message, me, conversationId, can, onEdit }: MessageActionsProps) {
  const { t } = useI18n();
  const theirs = message.author === "customer";
  const arrived = theirs || ARRIVED.includes(message.delivery);
  const mine = message.author === "agent" && message.agentId === me.id;
  return (
    <>
      {can.quote && arrived && (
        <Button
          aria-label={t("message.answer")}
          className={LOOK}
          onPress={() => {
            answer(conversationId, message.id);
            document.getElementById(COMPOSER)?.focus();
          }}
        >
          <Reply aria-hidden className="mirrored size-4" />
        </Button>
      )}
      {can.react && theirs && <ReactTo message={message} conversationId={conversationId} className={LOOK} />}
      {can.edit && mine && arrived && message.attachments.length === 0 && (
        <Button aria-label={t("message.edit")} className={LOOK} onPress={onEdit}>
          <Pencil aria-hidden className="size-4" />
        </Button>
      )}
    </>
  );
}
