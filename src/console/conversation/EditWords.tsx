import { useState } from "react";
import { useRetouch } from "../api/retouch.ts";
import type { Message } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";

interface EditWordsProps {
  readonly message: Message;
  readonly conversationId: string;
  readonly onDone: () => void;
}

/** Other words for a message that the customer has. */
export function EditWords({ message, conversationId, onDone }: EditWordsProps) {
  const { t } = useI18n();
  const [text, setText] = useState(message.text);
  const { mutate, isPending, error } = useRetouch(conversationId);
  const words = text.trim();
  return (
    <form
      className="flex w-[min(32rem,70vw)] flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (words !== "") mutate({ edit: message.id, text: words }, { onSuccess: onDone });
      }}
    >
      <textarea
        aria-label={t("message.edit")}
        // biome-ignore lint/a11y/noAutofocus: whoever pressed "edit" wants to write here
        autoFocus
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onDone()}
        className="field-sizing-content min-h-11 resize-none rounded-field border border-edge bg-surface p-2 text-ink"
      />
      {error && (
        <p role="alert" className="text-sm">
          {t("message.notdone")} <bdi>{error.hint}</bdi>
        </p>
      )}
      <div className="flex gap-2">
        <Button size="small" type="submit" className="text-ink" isDisabled={isPending || words === ""}>
          {t("message.edit.save")}
        </Button>
        <Button size="small" className="text-ink" onPress={onDone}>
          {t("message.edit.cancel")}
        </Button>
      </div>
    </form>
  );
}
