import { useQuery } from "@tanstack/react-query";
import { Cable, Plus } from "lucide-react";
import { useState } from "react";
import type { Agent } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Blank } from "../ui/Blank.tsx";
import { Button } from "../ui/Button.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { AddChannel } from "./AddChannel.tsx";
import { watchedChannelsQuery } from "./accounts.ts";
import { ChannelCard } from "./ChannelCard.tsx";

/** The ways customers reach the desk: agents see how they are, admins add and change them. */
export function ChannelsPage({ me }: { readonly me: Agent }) {
  const { t } = useI18n();
  const isAdmin = me.role === "admin";
  const [adding, setAdding] = useState(false);
  const channels = useQuery(watchedChannelsQuery);

  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-3xl flex-col gap-5 p-4 pb-16 md:p-8">
        <header className="flex flex-wrap items-center gap-3">
          <div className="flex-1">
            <h1 className="text-xl font-bold">{t("settings.channels")}</h1>
            <p className="text-second">{t(isAdmin ? "channels.lead" : "settings.desk.readonly")}</p>
          </div>
          {isAdmin && !adding && (
            <Button look="primary" onPress={() => setAdding(true)}>
              <Plus aria-hidden className="size-4" />
              {t("channels.add")}
            </Button>
          )}
        </header>
        {adding && <AddChannel onDone={() => setAdding(false)} />}
        {channels.data ? (
          <ul className="flex flex-col gap-5">
            {channels.data.map((account) => (
              <li key={account.id}>
                <ChannelCard account={account} isAdmin={isAdmin} />
              </li>
            ))}
          </ul>
        ) : channels.error ? (
          <Failed title={t("error.title")} problem={channels.error} onRetry={channels.refetch} />
        ) : (
          <Skeleton lines={4} />
        )}
        {channels.data?.length === 0 && (
          <Blank icon={Cable} title={t("settings.channels.none")} {...(isAdmin && { hint: t("channels.none.hint") })} />
        )}
      </div>
    </main>
  );
}
