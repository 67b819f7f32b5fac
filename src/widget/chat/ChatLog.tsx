import { ArrowDown } from "lucide-react";
import { entriesOf } from "../../pages/conversation/entries.ts";
import { useStickToEnd } from "../../pages/conversation/useStickToEnd.ts";
import { useDeskTime } from "../text/DeskTime.tsx";
import { t } from "../text/texts.ts";
import type { ChatState } from "../wire/state.ts";
import type { ChatMessage } from "../wire/types.ts";
import { DayLine } from "./DayLine.tsx";
import { MessageBubble } from "./MessageBubble.tsx";
import { QuickReplies } from "./QuickReplies.tsx";
import { Typing } from "./Typing.tsx";
import { UnsentBubble } from "./UnsentBubble.tsx";
import { Welcome } from "./Welcome.tsx";

/** The message that one answers, where it is shown here. */
const quotedBy = ({ replyTo }: ChatMessage, all: readonly ChatMessage[]): ChatMessage | undefined =>
  replyTo === null ? undefined : all.find(({ id }) => id === replyTo);

interface ChatLogProps {
  readonly state: ChatState;
  readonly onSend: (text: string, data?: string) => void;
  readonly onAgain: (clientId: string) => void;
}

export function ChatLog({ state, onSend, onAgain }: ChatLogProps) {
  const { messages, unsent, typing } = state;
  const { box, words, below, toEnd } = useStickToEnd(messages.length + unsent.length + (typing ? 1 : 0));
  const last = messages.at(-1);
  const buttons = unsent.length === 0 && last?.author !== "customer" ? (last?.buttons ?? []) : [];
  const lastOwn = unsent.length === 0 ? messages.findLast(({ author }) => author === "customer")?.id : undefined;
  const format = useDeskTime();
  const entries = entriesOf(messages, [], format.dayKey);
  const newestDay = entries.findLast(({ kind }) => kind === "day");
  const empty = messages.length === 0 && unsent.length === 0;

  return (
    <main className="relative min-h-0 flex-1">
      <div
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        className="flex h-full flex-col overflow-y-auto overscroll-contain px-4 py-4"
      >
        {empty && <Welcome starting={state.line === "starting"} lost={state.line === "lost"} onSend={onSend} />}
        <div ref={words} role="log" aria-label={t("chat.label")} className={empty ? "" : "mt-auto flex flex-col"}>
          {entries.map((entry) => {
            if (entry.kind === "day") return <DayLine key={entry.key} at={entry.at} tellsZone={entry === newestDay} />;
            if (entry.kind === "transition") return null;
            return (
              <MessageBubble
                key={entry.message.sequence}
                message={entry.message}
                answers={quotedBy(entry.message, messages)}
                follows={entry.follows}
                showSent={entry.message.id === lastOwn}
              />
            );
          })}
          {unsent.map((item) => (
            <UnsentBubble key={item.clientId} item={item} onAgain={onAgain} />
          ))}
          {typing && <Typing />}
        </div>
        <QuickReplies buttons={buttons} onSend={onSend} />
      </div>
      {below && (
        <button
          type="button"
          onClick={toEnd}
          className="absolute inset-x-0 bottom-3 mx-auto flex w-fit items-center gap-2 rounded-full border border-line bg-surface px-4 py-2 text-sm shadow-card"
        >
          <ArrowDown aria-hidden className="size-4" />
          {t("jump")}
        </button>
      )}
    </main>
  );
}
