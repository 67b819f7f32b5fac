import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX, Ticket } from "lucide-react";
import { useState } from "react";
import { TICKET_STATUSES, ticketsQuery } from "../api/tickets.ts";
import type { TicketStatus } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useDebounced } from "../queue/useDebounced.ts";
import { Blank } from "../ui/Blank.tsx";
import { Button } from "../ui/Button.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Pills } from "../ui/Pills.tsx";
import { SearchBox } from "../ui/SearchBox.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { TicketRow } from "./TicketRow.tsx";

/** Every ticket, the newest first: what was promised to whom, whoever spoke, on whatever channel. */
export function TicketsPage() {
  const { t, word } = useI18n();
  const [status, setStatus] = useState<TicketStatus | "any">("any");
  const [words, setWords] = useState("");
  const q = useDebounced(words.trim(), 250);
  const tickets = useInfiniteQuery(ticketsQuery(status === "any" ? null : status, q));
  const items = tickets.data?.pages.flatMap((page) => page.items);

  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-5 p-4 pb-16 md:p-8">
        <h1 className="text-xl font-bold">{t("tickets.title")}</h1>
        <SearchBox label={t("tickets.search")} value={words} onChange={setWords} />
        <Pills
          label={t("tickets.statuses")}
          value={status}
          options={[
            { id: "any", text: t("tickets.any") },
            ...TICKET_STATUSES.map((id) => ({ id, text: word("status", id) })),
          ]}
          onChange={setStatus}
        />
        {items && items.length > 0 ? (
          <ul className="flex flex-col divide-y divide-line rounded-card border border-line bg-surface">
            {items.map((ticket) => (
              <li key={ticket.code}>
                <TicketRow ticket={ticket} />
              </li>
            ))}
          </ul>
        ) : items ? (
          <Blank
            icon={q ? SearchX : Ticket}
            title={t(q ? "queue.empty.search" : "tickets.empty")}
            hint={t(q ? "queue.empty.search.hint" : "tickets.empty.hint")}
          />
        ) : tickets.error ? (
          <Failed title={t("tickets.error")} problem={tickets.error} onRetry={tickets.refetch} />
        ) : (
          <Skeleton lines={5} />
        )}
        {tickets.hasNextPage && (
          <Button
            className="self-center"
            isPending={tickets.isFetchingNextPage}
            onPress={() => tickets.fetchNextPage()}
          >
            {t("tickets.more")}
          </Button>
        )}
      </div>
    </main>
  );
}
