import type { ListedTicket } from "../api/tickets.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";
import { useSubcategoryName } from "../i18n/useSubcategoryName.ts";
import { TimeLeft } from "../queue/TimeLeft.tsx";
import { hrefOf } from "../shell/route.ts";
import { Tag } from "../ui/Tag.tsx";
import type { Tone } from "../ui/tone.ts";
import { Summary } from "./Summary.tsx";
import { saysLittle } from "./summary.ts";

const PRIORITY_TONES: Readonly<Record<string, Tone>> = { high: "warm", critical: "danger" };

/** One ticket; it leads to the conversation it was last spoken of in. */
export function TicketRow({ ticket }: { readonly ticket: ListedTicket }) {
  const { word, format } = useI18n();
  const now = useNow();
  const subcategory = useSubcategoryName(ticket.subcategory);
  const due = ticket.clocks
    .filter(({ state }) => state === "running")
    .reduce<string | null>((least, { dueAt }) => (least === null || dueAt < least ? dueAt : least), null);
  const conversation = ticket.conversationIds.at(-1);
  return (
    <a
      href={conversation === undefined ? undefined : hrefOf.conversation(conversation)}
      className="flex flex-col gap-1.5 px-4 py-3 transition-colors hover:bg-sunken/60 md:px-5"
    >
      <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <bdi className="code font-semibold">{ticket.code}</bdi>
        <span className="flex flex-wrap gap-1.5">
          <Tag>{word("status", ticket.status)}</Tag>
          {ticket.priority in PRIORITY_TONES && (
            <Tag tone={PRIORITY_TONES[ticket.priority] ?? "plain"}>{word("priority", ticket.priority)}</Tag>
          )}
          {ticket.category && ticket.category !== "other" && <Tag tone="soft">{word("category", ticket.category)}</Tag>}
          {subcategory && <Tag tone="soft">{subcategory}</Tag>}
        </span>
        <span className="ms-auto text-xs text-third">
          {due === null ? (
            <time dateTime={ticket.createdAt} title={format.moment(ticket.createdAt, now)}>
              {format.ago(ticket.createdAt, now)}
            </time>
          ) : (
            <TimeLeft dueAt={due} since={ticket.createdAt} />
          )}
        </span>
      </span>
      {saysLittle(ticket.summary) ? (
        <span className="said-line text-second">{subcategory ?? word("category", ticket.category)}</span>
      ) : (
        <span dir="auto" className="said-line text-second">
          <Summary text={ticket.summary} />
        </span>
      )}
    </a>
  );
}
