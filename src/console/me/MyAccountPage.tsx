import type { Agent } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { NamePanel } from "./NamePanel.tsx";
import { PasswordPanel } from "./PasswordPanel.tsx";
import { SecondFactor } from "./SecondFactor.tsx";
import { Sessions } from "./Sessions.tsx";

/** What an agent is called, how they sign in, and where they are signed in. */
export function MyAccountPage({ me }: { readonly me: Agent }) {
  const { t } = useI18n();
  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-3xl flex-col gap-5 p-4 pb-16 md:p-8">
        <header>
          <h1 className="text-xl font-bold">{t("me.title")}</h1>
          <p className="text-second">
            <bdi>{me.name}</bdi> · <bdi>{me.email}</bdi>
          </p>
        </header>
        <NamePanel name={me.name} />
        <SecondFactor on={me.twoFactor === true} />
        <PasswordPanel />
        <Sessions />
      </div>
    </main>
  );
}
