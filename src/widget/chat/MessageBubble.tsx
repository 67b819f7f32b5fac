import { Said } from "../../pages/conversation/Said.tsx";
import { useDeskTime } from "../text/DeskTime.tsx";
import { t } from "../text/texts.ts";
import type { ChatMessage } from "../wire/types.ts";
import { AttachedFiles } from "./AttachedFiles.tsx";

/** As in the console: the assistant softly, a person solidly, the customer in sunken neutral. */
const BUBBLES = {
  customer: "bg-sunken rounded-ee-md",
  bot: "bg-soft rounded-es-md",
  agent: "bg-accent text-on-accent rounded-es-md",
} as const;

interface MessageBubbleProps {
  readonly message: ChatMessage;
  readonly answers: ChatMessage | undefined;
  readonly follows: boolean;
  /** The newest words of the customer say that they have arrived. */
  readonly showSent: boolean;
}

export function MessageBubble({ message, answers, follows, showSent }: MessageBubbleProps) {
  const { author } = message;
  const format = useDeskTime();
  if (author === "system") {
    return (
      <p
        dir="auto"
        className="said my-3 max-w-[90%] animate-arrive self-center rounded-card border border-line bg-page px-4 py-2 text-center text-sm text-second"
      >
        <Said text={message.text} />
      </p>
    );
  }
  const own = author === "customer";
  return (
    <article
      className={`flex max-w-[85%] animate-arrive flex-col gap-1 ${own ? "items-end self-end" : "items-start self-start"} ${follows ? "mt-1.5" : "mt-4"}`}
    >
      <h2 className={own || follows ? "sr-only" : "px-1 text-xs font-medium text-second"}>
        {message.authorName ? <bdi>{message.authorName}</bdi> : t(`author.${author}`)}
      </h2>
      <div className={`max-w-full rounded-[20px] px-4 py-2.5 ${BUBBLES[author]}`}>
        {answers && (
          <blockquote dir="auto" className="said-line mb-1.5 border-s-2 border-current/40 ps-2 text-sm opacity-85">
            {answers.text || answers.attachments[0]?.name || t("attachment")}
          </blockquote>
        )}
        <AttachedFiles message={message} />
        {message.text && (
          <p dir="auto" className="said">
            <Said text={message.text} />
          </p>
        )}
      </div>
      <p className="flex gap-2 px-1 text-xs text-third">
        <time dateTime={message.createdAt}>{format.time(message.createdAt)}</time>
        {message.editedAt && <span>{t("edited")}</span>}
        {showSent && <span>{t("sent")}</span>}
      </p>
    </article>
  );
}
