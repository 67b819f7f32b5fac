import { useQuery } from "@tanstack/react-query";
import { ArrowDown } from "lucide-react";
import { useMemo } from "react";
import { entriesOf } from "../../pages/conversation/entries.ts";
import { useStickToEnd } from "../../pages/conversation/useStickToEnd.ts";
import { notYetShown } from "../api/not-yet-shown.ts";
import { messagesQuery, transitionsQuery } from "../api/queries.ts";
import type { Agent, ConversationDetail } from "../api/types.ts";
import { useOutgoing } from "../api/useOutgoing.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { DayLine } from "./DayLine.tsx";
import { MessageItem } from "./MessageItem.tsx";
import { OutgoingItem } from "./OutgoingItem.tsx";
import { TransitionPill } from "./TransitionPill.tsx";
import { TIMELINE } from "./timeline-id.ts";
import { Writing } from "./Writing.tsx";

interface TimelineProps {
  readonly conversation: ConversationDetail;
  readonly me: Agent;
}

export function Timeline({ conversation, me }: TimelineProps) {
  const { t, format } = useI18n();
  const { id } = conversation;
  const messages = useQuery(messagesQuery(id));
  const transitions = useQuery(transitionsQuery(id)).data;
  const outgoing = notYetShown(useOutgoing(id).items, messages.data ?? [], me.id);
  const entries = useMemo(
    () => entriesOf(messages.data ?? [], transitions ?? [], format.dayKey),
    [messages.data, transitions, format],
  );
  const { box, words, below, toEnd } = useStickToEnd(entries.length + outgoing.length);

  if (!messages.data) {
    return (
      <div className="min-h-0 flex-1 overflow-auto">
        {messages.error ? (
          <Failed title={t("chat.error")} problem={messages.error} onRetry={messages.refetch} />
        ) : (
          <Skeleton lines={4} />
        )}
      </div>
    );
  }

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={box}
        id={TIMELINE}
        role="log"
        aria-label={t("chat.label")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        className="h-full overflow-y-auto px-3 py-4 data-keeps-focus:outline-none md:px-6"
      >
        <div ref={words} className="flex flex-col">
          {entries.map((entry) => {
            if (entry.kind === "day") return <DayLine key={entry.key} at={entry.at} />;
            if (entry.kind === "transition") return <TransitionPill key={entry.key} transition={entry.transition} />;
            return (
              <MessageItem
                key={entry.key}
                message={entry.message}
                all={messages.data}
                follows={entry.follows}
                me={me}
                conversationId={id}
                can={conversation.can}
              />
            );
          })}
          {outgoing.map((item) => (
            <OutgoingItem key={item.key} item={item} />
          ))}
          <Writing conversation={conversation} me={me} />
        </div>
      </div>
      {below && (
        <button
          type="button"
          onClick={toEnd}
          className="absolute inset-x-0 bottom-3 mx-auto flex w-fit items-center gap-2 rounded-full border border-line bg-surface px-4 py-1.5 text-sm shadow-card"
        >
          <ArrowDown aria-hidden className="size-4" />
          {t("chat.jump")}
        </button>
      )}
    </div>
  );
}
