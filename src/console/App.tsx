import { useQuery } from "@tanstack/react-query";
import { LoginPage } from "./account/LoginPage.tsx";
import { ResetPage } from "./account/ResetPage.tsx";
import { SetupPage } from "./account/SetupPage.tsx";
import { meQuery } from "./api/queries.ts";
import { I18nScope, useI18n } from "./i18n/I18n.tsx";
import { Desk } from "./shell/Desk.tsx";
import { CrashGuard } from "./ui/CrashGuard.tsx";
import { Failed } from "./ui/Failed.tsx";
import { Skeleton } from "./ui/Skeleton.tsx";

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function App() {
  const me = useQuery(meQuery);
  return (
    <I18nScope zone={me.data?.settings.zone ?? OWN_ZONE}>
      <CrashGuard>{pageAt(location.pathname)}</CrashGuard>
    </I18nScope>
  );
}

/** One-time links open a page of their own, whoever is signed in. */
function pageAt(path: string) {
  if (path === "/setup") return <SetupPage />;
  return path === "/reset" ? <ResetPage /> : <Door />;
}

/** Nobody signed in: the sign-in page. Somebody: the desk, also while the server is away for a moment. */
function Door() {
  const { t } = useI18n();
  const { data, error, refetch } = useQuery(meQuery);
  if (error?.status === 401) return <LoginPage ended={data !== undefined} />;
  if (data) return <Desk key={data.agent.id} me={data} />;
  if (error) return <Failed title={t("error.title")} problem={error} onRetry={refetch} />;
  return <Skeleton lines={6} />;
}
