import { ArrowLeft, PanelRight } from "lucide-react";
import type { Move } from "../api/ownership.ts";
import type { Agent, ConversationDetail } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useContactName } from "../i18n/useContactName.ts";
import { hrefOf } from "../shell/route.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Moves } from "./Moves.tsx";
import { useSpeaker } from "./useSpeaker.ts";

interface ConversationHeaderProps {
  readonly conversation: ConversationDetail;
  readonly me: Agent;
  readonly busy: boolean;
  readonly onMove: (move: Move) => void;
}

export function ConversationHeader({ conversation, me, busy, onMove }: ConversationHeaderProps) {
  const { t, word } = useI18n();
  const name = useContactName()(conversation.contact);
  const speaker = useSpeaker(conversation, me);
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3 py-3 md:px-6">
      <a href={hrefOf.queue} aria-label={t("common.back")} className={`${ICON_LINK} md:hidden`}>
        <ArrowLeft aria-hidden className="mirrored size-5" />
      </a>
      <Avatar name={name} />
      <div className="min-w-0 flex-1 basis-40">
        <h2 title={name} className="truncate font-semibold">
          <bdi>{name}</bdi>
        </h2>
        <p className="truncate text-sm text-second" aria-live="polite">
          {word("channel", conversation.channel)} · {speaker}
        </p>
      </div>
      <a href={hrefOf.about(conversation.id)} aria-label={t("chat.about")} className={`${ICON_LINK} order-1 xl:hidden`}>
        <PanelRight aria-hidden className="mirrored size-5" />
      </a>
      <Moves conversation={conversation} me={me} busy={busy} onMove={onMove} />
    </header>
  );
}

const ICON_LINK =
  "grid size-10 shrink-0 place-items-center rounded-field text-second transition-colors hover:bg-sunken";
