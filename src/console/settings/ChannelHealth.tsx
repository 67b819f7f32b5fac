import { useQuery } from "@tanstack/react-query";
import { channelsQuery } from "../api/queries.ts";
import type { ChannelAccount } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tag } from "../ui/Tag.tsx";
import { Panel } from "./Panel.tsx";

const TONES = { green: "soft", yellow: "warm", red: "danger" } as const;

export function ChannelHealth() {
  const { t } = useI18n();
  const channels = useQuery(channelsQuery);
  return (
    <Panel title={t("settings.channels")}>
      {channels.data ? (
        <ul className="flex flex-col divide-y divide-line">
          {channels.data.length === 0 && <li className="text-second">{t("settings.channels.none")}</li>}
          {channels.data.map((account) => (
            <ChannelLine key={account.id} account={account} />
          ))}
        </ul>
      ) : channels.error ? (
        <Failed title={t("error.title")} problem={channels.error} onRetry={channels.refetch} />
      ) : (
        <Skeleton lines={2} />
      )}
    </Panel>
  );
}

function ChannelLine({ account }: { readonly account: ChannelAccount }) {
  const { t, word } = useI18n();
  const { state, why, hint } = account.health;
  return (
    <li className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{word("channel", account.channel)}</span>
        <bdi className="text-sm text-third">{account.name}</bdi>
        <span className="ms-auto">
          <Tag tone={TONES[state]}>{t(`health.${state}`)}</Tag>
        </span>
      </span>
      {state !== "green" && (why || hint) && (
        <p dir="auto" className="said text-sm text-second">
          {[why, hint].filter(Boolean).join("\n")}
        </p>
      )}
    </li>
  );
}
