import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useI18n } from "../i18n/I18n.tsx";
import { Panel } from "../settings/Panel.tsx";
import { Button } from "../ui/Button.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { AccountForm } from "./AccountForm.tsx";
import { addAccount, kindsQuery } from "./accounts.ts";
import { BanWarning } from "./BanWarning.tsx";
import { ChannelIcon } from "./ChannelIcon.tsx";

/** A kind is picked, and its settings are asked for. */
export function AddChannel({ onDone }: { readonly onDone: () => void }) {
  const { t, word } = useI18n();
  const kinds = useQuery(kindsQuery);
  const [channel, setChannel] = useState<string | null>(null);
  const kind = kinds.data?.find((one) => one.channel === channel);

  return (
    <Panel title={t("channels.add")}>
      {kinds.data ? (
        <fieldset className="grid gap-2 sm:grid-cols-2">
          <legend className="mb-1 text-sm font-medium text-second">{t("channels.add.kind")}</legend>
          {kinds.data.map((one) => (
            <button
              key={one.channel}
              type="button"
              aria-pressed={one.channel === channel}
              onClick={() => setChannel(one.channel)}
              className="flex items-center gap-3 rounded-field border border-edge p-3 text-start transition-colors hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-soft"
            >
              <ChannelIcon channel={one.channel} />
              <span className="flex min-w-0 flex-col">
                <span className="font-medium">{word("kind", one.channel, "channel")}</span>
                <span className="text-xs text-second">{word("kind-hint", one.channel)}</span>
              </span>
            </button>
          ))}
        </fieldset>
      ) : kinds.error ? (
        <Failed title={t("error.title")} problem={kinds.error} onRetry={kinds.refetch} />
      ) : (
        <Skeleton lines={2} />
      )}
      {channel === "whatsapp-web" && <BanWarning />}
      {kind ? (
        <AccountForm
          key={kind.channel}
          channel={kind.channel}
          settings={kind.settings}
          shown={{}}
          submit={t("channels.add.submit")}
          save={(settings) => addAccount(kind.channel, settings)}
          onDone={onDone}
        />
      ) : (
        <Button look="quiet" className="self-start" onPress={onDone}>
          {t("common.cancel")}
        </Button>
      )}
    </Panel>
  );
}
