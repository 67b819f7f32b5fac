import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { ChannelAccount } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { Tag } from "../ui/Tag.tsx";
import { AccountForm } from "./AccountForm.tsx";
import { changeAccount, kindsQuery } from "./accounts.ts";
import { ChannelIcon } from "./ChannelIcon.tsx";
import { HealthTag } from "./HealthTag.tsx";
import { HealthWhy } from "./HealthWhy.tsx";
import { LinkPhone } from "./LinkPhone.tsx";
import { SwitchAccount } from "./SwitchAccount.tsx";
import { WebhookAddress } from "./WebhookAddress.tsx";

interface ChannelCardProps {
  readonly account: ChannelAccount;
  readonly isAdmin: boolean;
}

/** One account: how it is, where its settings come from, where its platform posts to, and what it can do. */
export function ChannelCard({ account, isAdmin }: ChannelCardProps) {
  const { t, word } = useI18n();
  const [doing, setDoing] = useState<"edit" | "switch" | null>(null);
  const kinds = useQuery({ ...kindsQuery, enabled: isAdmin }).data;
  const { id, channel, name, health, webhookPath, abilities } = account;
  const kind = word("kind", channel, "channel");
  const settings = kinds?.find((one) => one.channel === channel)?.settings ?? [];
  const title = name === channel ? kind : `${kind} ${name}`;
  const rest = () => setDoing(null);

  return (
    <article aria-label={title} className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5 md:p-6">
      <header className="flex items-center gap-3">
        <ChannelIcon channel={channel} />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">{kind}</h2>
          {name !== channel && (
            <p className="truncate text-sm text-third">
              <bdi>{name}</bdi>
            </p>
          )}
        </div>
        <HealthTag state={health.state} />
      </header>
      <HealthWhy health={health} />
      {isAdmin && health.state === "red" && <LinkPhone id={id} />}
      <dl className="flex flex-col gap-3 text-sm">
        <Row name={t("channels.source")}>
          {t(channel === "web" ? "channels.source.web" : `channels.source.${account.source}`)}
        </Row>
        {webhookPath && (
          <Row name={t("channels.webhook")}>
            <WebhookAddress channel={channel} path={webhookPath} url={account.webhookUrl} />
          </Row>
        )}
        {abilities.length > 0 && (
          <Row name={t("channels.abilities")}>
            <span className="flex flex-wrap gap-1.5">
              {abilities.map((ability) => (
                <Tag key={ability}>{word("ability", ability)}</Tag>
              ))}
            </span>
          </Row>
        )}
      </dl>
      {isAdmin && account.source === "entered" && doing === null && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" onPress={() => setDoing("edit")} isDisabled={settings.length === 0}>
            {t("channels.edit")}
          </Button>
          <Button size="small" look={account.enabled ? "quiet" : "plain"} onPress={() => setDoing("switch")}>
            {t(account.enabled ? "channels.off" : "channels.on")}
          </Button>
        </div>
      )}
      {doing === "switch" && <SwitchAccount account={account} name={title} onDone={rest} />}
      {doing === "edit" && (
        <AccountForm
          channel={channel}
          settings={settings}
          shown={account.settings}
          submit={t("common.save")}
          save={(changes) => changeAccount(id, { settings: changes })}
          onDone={rest}
        />
      )}
    </article>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1 sm:flex-row sm:gap-4">
      <dt className="shrink-0 text-third sm:w-32">{name}</dt>
      <dd className="flex min-w-0 flex-1 flex-col gap-1">{children}</dd>
    </div>
  );
}
