import { SendHorizontal } from "lucide-react";
import type { ClipboardEvent, DragEvent, KeyboardEvent, RefObject } from "react";
import { tellTyping } from "../api/tell-typing.ts";
import type { Agent, ConversationDetail } from "../api/types.ts";
import { useOutgoing } from "../api/useOutgoing.ts";
import { FoundPromises } from "../draft/FoundPromises.tsx";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { Answering } from "./Answering.tsx";
import { AttachButton } from "./AttachButton.tsx";
import { AttachedFiles } from "./AttachedFiles.tsx";
import { attach, clearBegun, useBegun } from "./begun.ts";
import { useDraft } from "./drafts.ts";
import { COMPOSER, focusTimeline } from "./timeline-id.ts";
import { speaks, useAgentName } from "./useSpeaker.ts";

interface ComposerProps {
  readonly conversation: ConversationDetail;
  readonly me: Agent;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** On a touch keyboard Enter is a new line: there is no other key for one. */
const touch = () => matchMedia("(pointer: coarse)").matches;

export function Composer({ conversation, me, field }: ComposerProps) {
  const { t } = useI18n();
  const [text, setText] = useDraft(conversation.id);
  const { send } = useOutgoing(conversation.id);
  const { files, replyTo } = useBegun(conversation.id);
  const takes = useTakeover(conversation, me);
  const ready = (text.trim() !== "" || files.length > 0) && files.every(({ state }) => state === "ready");

  const submit = () => {
    if (!ready) return;
    send({ text: text.trim(), files: files.flatMap(({ file }) => file ?? []), replyTo });
    setText("");
    clearBegun(conversation.id);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Escape") return leave(event.currentTarget, conversation.id);
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.shiftKey) return;
    if (touch() && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    submit();
  };

  return (
    <>
      <div className="px-3 has-[li]:pt-2 md:px-6">
        <FoundPromises conversationId={conversation.id} text={text} />
      </div>
      <form
        className="flex flex-col gap-1.5 px-3 pt-2 pb-[max(12px,env(safe-area-inset-bottom))] md:px-6 md:pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        {...(conversation.can.files && takesFiles(conversation.id))}
      >
        {replyTo !== null && <Answering id={conversation.id} messageId={replyTo} />}
        <AttachedFiles id={conversation.id} files={files} />
        <div className="flex items-end gap-2 rounded-card border border-edge bg-surface p-2 shadow-card transition-colors focus-within:border-accent">
          {conversation.can.files && <AttachButton id={conversation.id} />}
          <textarea
            ref={field}
            id={COMPOSER}
            aria-label={t("composer.label")}
            aria-describedby="composer-note"
            placeholder={t("composer.placeholder")}
            rows={1}
            dir={text ? "auto" : undefined}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              if (speaks(conversation, me)) tellTyping(conversation.id);
            }}
            onKeyDown={onKeyDown}
            className="field-sizing-content max-h-52 min-h-11 flex-1 resize-none bg-transparent px-2 py-2.5 outline-none placeholder:text-third"
          />
          <Button look="primary" type="submit" isDisabled={!ready} aria-label={t("composer.send")}>
            <span className="max-md:hidden">{t("composer.send")}</span>
            <SendHorizontal aria-hidden className="mirrored size-4" />
          </Button>
        </div>
        <p id="composer-note" className="flex min-h-5 justify-between gap-4 px-1 text-xs text-third">
          <span className={ready ? "text-warm-ink" : ""}>{takes}</span>
          <span className="max-lg:hidden">{t("composer.keys")}</span>
        </p>
      </form>
    </>
  );
}

/** Files may be dropped beside the words, or pasted into them. */
const takesFiles = (id: string) => ({
  onDragOver: (event: DragEvent) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  },
  onDrop: (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    attach(id, event.dataTransfer.files);
  },
  onPaste: (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    attach(id, event.clipboardData.files);
  },
});

/** What sending will do besides sending, or nothing while we already speak. */
function useTakeover(conversation: ConversationDetail, me: Agent): string | null {
  const { t } = useI18n();
  const agentName = useAgentName();
  if (speaks(conversation, me)) return null;
  if (conversation.state === "queued") return t("composer.takes.queue");
  if (conversation.state === "bot_review") return t("composer.takes.review");
  if (conversation.owner.kind === "agent") {
    return t("composer.takes.other", { name: agentName(conversation.owner.agentId) });
  }
  return t("composer.takes");
}

/** Escape goes back to the row one came from, where j, k and the arrows work; an answered one may have left the list. */
function leave(field: HTMLElement, id: string): void {
  field.blur();
  const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
  if (row) row.focus();
  else focusTimeline();
}
