import { useEffect, useState, useSyncExternalStore } from "react";
import { t } from "../text/texts.ts";
import { getConfig } from "../wire/client.ts";
import type { Conversation } from "../wire/conversation.ts";
import type { ChatState } from "../wire/state.ts";
import { ChatHeader } from "./ChatHeader.tsx";
import { ChatLog } from "./ChatLog.tsx";
import { Composer } from "./Composer.tsx";

export function Chat({ conversation }: { readonly conversation: Conversation }) {
  const state = useSyncExternalStore(conversation.subscribe, conversation.state);
  const organisation = useOrganisation(state.line);
  return (
    <div className="mx-auto flex h-dvh max-w-2xl flex-col bg-surface sm:border-x sm:border-line">
      <ChatHeader organisation={organisation} line={state.line} owner={state.owner ?? guessOwner(state)} />
      <ChatLog state={state} onSend={conversation.send} onAgain={conversation.again} />
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

/** The organisation's name, asked again once the line is back if it was not told. */
function useOrganisation(line: string): string {
  const [name, setName] = useState("");
  useEffect(() => {
    if (name || line === "lost") return;
    void getConfig().then((config) => config.ok && setName(config.value.organisation));
  }, [name, line]);
  useEffect(() => {
    document.title = name ? t("chat.title.of", { organisation: name }) : t("chat.title");
  }, [name]);
  return name;
}
