import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { messagesQuery } from "../api/queries.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { answer } from "./begun.ts";
import { QuotedWords } from "./Quoted.tsx";

/** The message that the words below will answer. */
export function Answering({ id, messageId }: { readonly id: string; readonly messageId: string }) {
  const { t } = useI18n();
  const quoted = useQuery(messagesQuery(id)).data?.find((message) => message.id === messageId);
  return (
    <div className="flex items-center gap-2 pb-1 text-second">
      <div className="min-w-0 flex-1">
        <QuotedWords quoted={quoted} />
      </div>
      <Button look="quiet" size="icon" aria-label={t("message.reply.cancel")} onPress={() => answer(id, null)}>
        <X aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
