import type { ConversationDetail, Ticket, TicketMark } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useSubcategoryName } from "../i18n/useSubcategoryName.ts";
import { Summary } from "../tickets/Summary.tsx";
import { saysLittle } from "../tickets/summary.ts";
import { CopyCode } from "./CopyCode.tsx";
import { Pair, Section } from "./Section.tsx";

export function TicketCard({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t } = useI18n();
  const current = conversation.ticket;
  const tickets: readonly (Ticket | TicketMark)[] =
    conversation.tickets.length > 0 ? conversation.tickets : current ? [current] : [];
  return (
    <Section title={t("known.ticket")}>
      {tickets.length === 0 && <p className="text-second">{t("known.noticket")}</p>}
      {tickets.map((ticket) => (
        <TicketLines key={ticket.code} ticket={ticket} />
      ))}
    </Section>
  );
}

function TicketLines({ ticket }: { readonly ticket: Ticket | TicketMark }) {
  const { t, word } = useI18n();
  const subcategory = useSubcategoryName("subcategory" in ticket ? ticket.subcategory : null);
  return (
    <div className="flex flex-col gap-1.5 border-b border-line pb-3 last:border-b-0">
      <dl className="flex flex-col gap-1.5">
        <Pair name={t("known.code")}>
          <CopyCode code={ticket.code} />
        </Pair>
        <Pair name={t("known.status")}>{word("status", ticket.status)}</Pair>
        <Pair name={t("known.priority")}>{word("priority", ticket.priority)}</Pair>
        {"category" in ticket && ticket.category && (
          <Pair name={t("known.topic")}>
            {[word("category", ticket.category), subcategory].filter(Boolean).join(" · ")}
          </Pair>
        )}
      </dl>
      {"summary" in ticket && !saysLittle(ticket.summary) && (
        <p dir="auto" className="said text-sm text-second">
          <Summary text={ticket.summary} />
        </p>
      )}
    </div>
  );
}
