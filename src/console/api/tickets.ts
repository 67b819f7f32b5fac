import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { fetched } from "./client.ts";
import type { Clock, Ticket, TicketStatus } from "./types.ts";

/** In the order of a ticket's life. */
export const TICKET_STATUSES = ["new", "open", "waiting_customer", "waiting_internal", "resolved", "closed"] as const;

export interface ListedTicket extends Ticket {
  readonly conversationIds: readonly string[];
  readonly clocks: readonly Clock[];
}

interface TicketPage {
  readonly items: readonly ListedTicket[];
  readonly next: string | null;
}

/** @param status  null for any */
export const ticketsQuery = (status: TicketStatus | null, q: string) =>
  infiniteQueryOptions({
    queryKey: ["tickets", status, q],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const filter = { ...(status && { status }), ...(q && { q }), ...(pageParam && { cursor: pageParam }) };
      return fetched<TicketPage>(`/api/v1/tickets?${new URLSearchParams(filter)}`, signal);
    },
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
