import { ArrowUp } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import { format, t, textOr } from "../text/texts.ts";
import type { ChatState } from "../wire/state.ts";
import { AttachButton } from "./AttachButton.tsx";

/** What the server takes, in UTF-16 units. */
const LONGEST = 4_000;
/** From here on the room that is left is shown: nothing is cut in silence. */
const NEARLY_FULL = 300;

/** On a touch keyboard Enter is a new line: there is no other key for one. */
const touch = () => matchMedia("(pointer: coarse)").matches;

interface ComposerProps {
  readonly onSend: (text: string) => void;
  readonly onFile: (file: File) => void;
  readonly onTyping: () => void;
  readonly upload: ChatState["upload"];
}

export function Composer({ onSend, onFile, onTyping, upload }: ComposerProps) {
  const [text, setText] = useState("");
  /** Of what was pasted last: the field keeps no more than the server takes. */
  const [cut, setCut] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const ready = text.trim() !== "";
  const left = LONGEST - text.length;

  const submit = () => {
    if (!ready) return;
    onSend(text.trim());
    setText("");
    setCut(0);
    field.current?.focus();
  };

  const onPaste = ({
    clipboardData,
    currentTarget: { selectionStart, selectionEnd },
  }: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = clipboardData.getData("text").replaceAll("\r\n", "\n");
    setCut(Math.max(0, pasted.length - (left + selectionEnd - selectionStart)));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || touch()) return;
    event.preventDefault();
    submit();
  };

  return (
    <form
      className="px-3 pt-2 pb-[max(12px,env(safe-area-inset-bottom))]"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="flex items-end gap-2 rounded-[26px] border border-edge bg-page p-1.5 transition-colors focus-within:border-accent">
        <AttachButton busy={upload?.state === "going"} onFile={onFile} />
        <textarea
          ref={field}
          aria-label={t("composer.label")}
          placeholder={t("composer.placeholder")}
          rows={1}
          maxLength={LONGEST}
          dir={text ? "auto" : undefined}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            if (event.target.value.length < LONGEST) setCut(0);
            onTyping();
          }}
          onPaste={onPaste}
          onKeyDown={onKeyDown}
          aria-describedby={left <= NEARLY_FULL ? "room-left" : undefined}
          className="field-sizing-content max-h-40 min-h-11 flex-1 resize-none bg-transparent px-3 py-2 outline-none placeholder:text-third"
        />
        <button
          type="submit"
          disabled={!ready}
          aria-label={t("composer.send")}
          className="grid size-11 shrink-0 place-items-center rounded-full bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:bg-line disabled:text-third"
        >
          <ArrowUp aria-hidden className="size-5" />
        </button>
      </div>
      {upload && (
        <p
          role="status"
          className={`px-4 pt-1 text-xs ${upload.state === "failed" ? "text-danger-ink" : "text-second"}`}
        >
          {upload.state === "going" ? t("attach.going") : (textOr(`attach.${upload.code}`) ?? t("attach.failed"))}
        </p>
      )}
      {left <= NEARLY_FULL && (
        <p id="room-left" role="status" className={`px-4 pt-1 text-xs ${cut > 0 ? "text-danger-ink" : "text-second"}`}>
          {cut > 0
            ? t("composer.cut", { count: format.number(cut) })
            : t("composer.left", { count: format.number(left) })}
        </p>
      )}
    </form>
  );
}
