import type { Message } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";

interface QuotedProps {
  /** The message that answers. */
  readonly message: Message;
  readonly all: readonly Message[];
}

/** The message that is answered, in one line. */
export function Quoted({ message, all }: QuotedProps) {
  const quoted = all.find(({ id }) => id === message.replyTo);
  return (
    <div className="mb-1.5 opacity-85">
      <QuotedWords quoted={quoted} quote={message.replyQuote ?? null} />
    </div>
  );
}

interface QuotedWordsProps {
  /** Undefined: it is no longer here. */
  readonly quoted: Message | undefined;
  /** The part that was quoted, where the platform says so itself. */
  readonly quote?: string | null;
}

export function QuotedWords({ quoted, quote = null }: QuotedWordsProps) {
  const { t, word } = useI18n();
  const file = quoted?.attachments[0]?.kind;
  const text = quote || quoted?.text || (file && word("attachment", file));
  return (
    <blockquote className="border-s-2 border-current/40 ps-2 text-sm">
      <span className="block text-xs">{t("message.reply")}</span>
      <span dir="auto" className="said-line block">
        {text || t("message.reply.gone")}
      </span>
    </blockquote>
  );
}
