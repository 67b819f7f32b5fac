import type { Message } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";

interface QuotedProps {
  readonly id: string;
  readonly all: readonly Message[];
}

/** The message that is answered, in one line. */
export function Quoted({ id, all }: QuotedProps) {
  const { t, word } = useI18n();
  const quoted = all.find((message) => message.id === id);
  const text = quoted ? quoted.text || word("attachment", quoted.attachments[0]?.kind ?? "document") : null;
  return (
    <blockquote className="mb-1.5 border-s-2 border-current/40 ps-2 text-sm opacity-85">
      <span className="block text-xs">{t("message.reply")}</span>
      <span dir="auto" className="said-line block">
        {text ?? t("message.reply.gone")}
      </span>
    </blockquote>
  );
}
