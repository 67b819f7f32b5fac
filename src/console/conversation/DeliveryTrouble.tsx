import { CircleAlert, CircleHelp } from "lucide-react";
import type { Message } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { returnToDraft } from "./drafts.ts";

interface DeliveryTroubleProps {
  readonly message: Message;
  readonly conversationId: string;
}

/** Under a message that did not arrive, or may not have: why, and what to do about it. */
export function DeliveryTrouble({ message, conversationId }: DeliveryTroubleProps) {
  const { t, word } = useI18n();
  const { delivery, failure } = message;
  if (delivery !== "failed" && delivery !== "unknown") return null;
  const failed = delivery === "failed";
  const Icon = failed ? CircleAlert : CircleHelp;
  return (
    <div
      className={`flex max-w-full flex-col gap-1.5 rounded-field px-3 py-2 text-start text-sm ${failed ? "bg-danger-soft text-danger-ink" : "bg-warm-soft text-warm-ink"}`}
    >
      <p className="flex items-center gap-2 font-medium">
        <Icon aria-hidden className="size-4 shrink-0" />
        <span>
          {word("delivery", delivery)}
          {failure && ` · ${word("failure", failure)}`}
        </span>
      </p>
      <p>{failed ? word("remedy", failure ?? "none") : t("remedy.unknown")}</p>
      {message.author === "agent" && message.text && failure !== "blocked" && failure !== "chat-gone" && (
        <Button
          size="small"
          className="self-start text-ink"
          onPress={() => returnToDraft(conversationId, message.text)}
        >
          {t("message.reuse")}
        </Button>
      )}
    </div>
  );
}
