import { queryOptions } from "@tanstack/react-query";
import { fetched, request } from "../api/client.ts";
import { channelsQuery } from "../api/queries.ts";
import type { ChannelAccount } from "../api/types.ts";
import type { Changes } from "./changes.ts";

/** What the server is asked about channel accounts. */

export interface ChannelSetting {
  readonly name: string;
  readonly required: boolean;
  readonly secret: boolean;
}

interface ChannelKind {
  readonly channel: string;
  readonly settings: readonly ChannelSetting[];
}

/** Somebody is waiting for a channel to come up: a new token is being tried, a phone is being linked. */
const SOON_MS = 4_000;
const CALM_MS = 30_000;

export const watchedChannelsQuery = queryOptions({
  ...channelsQuery,
  staleTime: 0,
  refetchInterval: ({ state }) => (state.data?.some(isInTrouble) ? SOON_MS : CALM_MS),
});

const isInTrouble = ({ health: { state } }: ChannelAccount): boolean => state === "yellow" || state === "red";

/** What accounts are made of; told to admins only. It changes with the version of the desk alone. */
export const kindsQuery = queryOptions({
  queryKey: ["channel-kinds"],
  queryFn: async ({ signal }) =>
    (await fetched<{ items: readonly ChannelKind[] }>("/api/v1/channel-kinds", signal)).items,
  staleTime: Number.POSITIVE_INFINITY,
});

const at = (id: string) => `/api/v1/channels/${encodeURIComponent(id)}`;

/** The text of the QR picture that links an account's phone; null: nothing to scan now. Platforms renew it often. */
export const linkQuery = (id: string) =>
  queryOptions({
    queryKey: ["channel-link", id],
    queryFn: async ({ signal }) => (await fetched<{ code: string | null }>(`${at(id)}/qr`, signal)).code,
    staleTime: 0,
    // A code that was scanned or has run out is of no use to anybody.
    gcTime: 0,
    refetchInterval: SOON_MS,
  });

/** @throws a `Problem` */
export const addAccount = (channel: string, settings: Changes): Promise<ChannelAccount> =>
  sent("POST", "/api/v1/channels", { channel, settings });

/** @throws a `Problem` */
export const changeAccount = (
  id: string,
  change: { readonly settings?: Changes; readonly enabled?: boolean },
): Promise<ChannelAccount> => sent("PATCH", at(id), change);

async function sent(method: "POST" | "PATCH", path: string, body: object): Promise<ChannelAccount> {
  const result = await request<ChannelAccount>(path, { method, body });
  if (!result.ok) throw result.error;
  return result.value;
}
