import type { Message } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";

interface QuotedProps {
  /** The message that answers. */
  readonly message: Message;
  readonly all: readonly Message[];
}

/** The message that is answered, in one line. */
export function Quoted({ message, all }: QuotedProps) {
  const { t, word } = useI18n();
  const quoted = all.find(({ id }) => id === message.replyTo);
  const file = quoted?.attachments[0]?.kind;
  const text = message.replyQuote || quoted?.text || (file && word("attachment", file));
  return (
    <blockquote className="mb-1.5 border-s-2 border-current/40 ps-2 text-sm opacity-85">
      <span className="block text-xs">{t("message.reply")}</span>
      <span dir="auto" className="said-line block">
        {text || t("message.reply.gone")}
      </span>
    </blockquote>
  );
}
