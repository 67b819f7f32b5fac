import { useQuery } from "@tanstack/react-query";
import { settingsQuery } from "../api/queries.ts";
import type { Agent } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { ChannelHealth } from "./ChannelHealth.tsx";
import { DeskForm } from "./DeskForm.tsx";
import { Invitation } from "./Invitation.tsx";
import { Panel } from "./Panel.tsx";
import { Team } from "./Team.tsx";
import { YourChoices } from "./YourChoices.tsx";

export function SettingsPage({ me }: { readonly me: Agent }) {
  const isAdmin = me.role === "admin";
  const { t } = useI18n();
  const settings = useQuery(settingsQuery);
  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-3xl flex-col gap-5 p-4 pb-16 md:p-8">
        <h1 className="text-xl font-bold">{t("settings.title")}</h1>
        <YourChoices />
        <Panel title={t("settings.desk")} {...(isAdmin ? {} : { hint: t("settings.desk.readonly") })}>
          {settings.data ? (
            <DeskForm saved={settings.data} isAdmin={isAdmin} />
          ) : settings.error ? (
            <Failed title={t("error.title")} problem={settings.error} onRetry={settings.refetch} />
          ) : (
            <Skeleton lines={3} />
          )}
        </Panel>
        <ChannelHealth />
        <Team me={me} />
        {isAdmin && <Invitation />}
      </div>
    </main>
  );
}
