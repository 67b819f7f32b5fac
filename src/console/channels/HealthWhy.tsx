import type { ChannelAccount } from "../api/types.ts";

/** Why a channel is not well and what to do, as the server says it; nothing where all is well. */
export function HealthWhy({ health: { why, hint } }: Pick<ChannelAccount, "health">) {
  if (!why && !hint) return null;
  return (
    <p className="text-sm whitespace-pre-line text-second">
      <bdi>{[why, hint].filter(Boolean).join("\n")}</bdi>
    </p>
  );
}
