import { Said } from "../../pages/conversation/Said.tsx";
import type { Message } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { DeliveryMark } from "./DeliveryMark.tsx";
import { DeliveryTrouble } from "./DeliveryTrouble.tsx";
import { Reaction } from "./Reaction.tsx";

interface SystemNoticeProps {
  readonly message: Message;
  readonly conversationId: string;
}

/** What the desk itself told the customer: in the middle, because no one in particular said it. */
export function SystemNotice({ message, conversationId }: SystemNoticeProps) {
  const { t, format } = useI18n();
  return (
    <article
      aria-label={t("author.system")}
      className="my-3 flex max-w-[min(34rem,92%)] flex-col items-center gap-1 self-center"
    >
      <p dir="auto" className="said rounded-card border border-line bg-page px-4 py-2 text-center text-sm text-second">
        <Said text={message.text} />
      </p>
      <footer className="flex flex-wrap justify-center gap-x-2 text-xs text-third">
        <span>{t("author.system")}</span>
        <time dateTime={message.createdAt}>{format.time(message.createdAt)}</time>
        {message.reaction && <Reaction reaction={message.reaction} />}
        <DeliveryMark message={message} />
      </footer>
      <DeliveryTrouble message={message} conversationId={conversationId} />
    </article>
  );
}
