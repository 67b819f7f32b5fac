import { useQuery } from "@tanstack/react-query";
import { channelsQuery } from "../api/queries.ts";
import type { ChannelAccount } from "../api/types.ts";
import { HealthTag } from "../channels/HealthTag.tsx";
import { HealthWhy } from "../channels/HealthWhy.tsx";
import { useI18n } from "../i18n/I18n.tsx";
import { hrefOf } from "../shell/route.ts";
import { Failed } from "../ui/Failed.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Panel } from "./Panel.tsx";

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
      <a href={hrefOf.channels} className="w-fit text-sm text-accent underline">
        {t("settings.channels.open")}
      </a>
    </Panel>
  );
}

function ChannelLine({ account }: { readonly account: ChannelAccount }) {
  const { word } = useI18n();
  return (
    <li className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{word("kind", account.channel, "channel")}</span>
        <bdi className="text-sm text-third">{account.name}</bdi>
        <span className="ms-auto">
          <HealthTag state={account.health.state} />
        </span>
      </span>
      <HealthWhy health={account.health} />
    </li>
  );
}
