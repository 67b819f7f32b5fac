import { useEffect, useState, useSyncExternalStore } from "react";
import { DeskTime } from "../text/DeskTime.tsx";
import { t } from "../text/texts.ts";
import { getConfig } from "../wire/client.ts";
import type { Conversation } from "../wire/conversation.ts";
import type { ChatState } from "../wire/state.ts";
import type { ChatConfig } from "../wire/types.ts";
import { ChatHeader } from "./ChatHeader.tsx";
import { ChatLog } from "./ChatLog.tsx";
import { Composer } from "./Composer.tsx";

export function Chat({ conversation }: { readonly conversation: Conversation }) {
  const state = useSyncExternalStore(conversation.subscribe, conversation.state);
  const desk = useDesk(state.line);
  return (
    <div className="mx-auto flex h-dvh max-w-2xl flex-col bg-surface sm:border-x sm:border-line">
      <ChatHeader organisation={desk?.organisation ?? ""} line={state.line} owner={state.owner ?? guessOwner(state)} />
      <DeskTime zone={desk?.zone ?? null}>
        <ChatLog state={state} onSend={conversation.send} onAgain={conversation.again} />
      </DeskTime>
      <Composer
        onSend={conversation.send}
        onFile={conversation.sendFile}
        onTyping={conversation.typing}
        upload={state.upload}
      />
    </div>
  );
}

/** Until the stream tells who may speak: whoever of us spoke last. */
function guessOwner({ messages }: ChatState): string {
  return messages.findLast(({ author }) => author === "bot" || author === "agent")?.author === "agent"
    ? "human"
    : "bot";
}

/** Whose chat it is and by which clock, asked again once the line is back if it was not told. */
function useDesk(line: string): ChatConfig | null {
  const [desk, setDesk] = useState<ChatConfig | null>(null);
  const name = desk?.organisation;
  useEffect(() => {
    if (desk || line === "lost") return;
    void getConfig().then((config) => config.ok && setDesk(config.value));
  }, [desk, line]);
  useEffect(() => {
    document.title = name ? t("chat.title.of", { organisation: name }) : t("chat.title");
  }, [name]);
  return desk;
}
