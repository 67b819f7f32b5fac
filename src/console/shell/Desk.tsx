import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import { useLive } from "../api/live.ts";
import { inboxQuery, type Me } from "../api/queries.ts";
import { Conversation } from "../conversation/Conversation.tsx";
import { PickOne } from "../conversation/PickOne.tsx";
import { useI18n } from "../i18n/I18n.tsx";
import { Known } from "../known/Known.tsx";
import { Queue } from "../queue/Queue.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { OfflineBar } from "./OfflineBar.tsx";
import { Rail } from "./Rail.tsx";
import { useRoute } from "./route.ts";

/** Rarely opened, and heavy with lists to choose from. */
const SettingsPage = lazy(() =>
  import("../settings/SettingsPage.tsx").then((module) => ({ default: module.SettingsPage })),
);

/** The signed-in screen: rail · queue · conversation · what we know. A phone shows one of them at a time. */
export function Desk({ me }: { readonly me: Me }) {
  useLive();
  const { t, format } = useI18n();
  const route = useRoute();
  const counts = useQuery(inboxQuery("worst", "")).data?.counts;
  const waiting = counts?.worst ?? 0;
  const openId = route.at === "conversation" ? route.id : null;

  useEffect(() => {
    document.title = waiting > 0 ? `(${format.number(waiting)}) ${t("app.name")}` : t("app.name");
  }, [waiting, t, format]);

  return (
    <div className="flex h-dvh flex-col">
      <OfflineBar />
      <div className="flex min-h-0 flex-1 flex-col md:flex-row">
        <div className={openId ? "hidden md:contents" : "contents"}>
          <Rail agent={me.agent} at={route.at} waiting={waiting} overdue={counts?.overdue ?? 0} />
        </div>
        {route.at === "settings" ? (
          <Suspense fallback={<Skeleton lines={4} />}>
            <SettingsPage isAdmin={me.agent.role === "admin"} />
          </Suspense>
        ) : (
          <>
            <Queue openId={openId} />
            {openId === null ? (
              <PickOne first={counts?.all === 0} />
            ) : (
              <>
                <Conversation
                  key={openId}
                  id={openId}
                  me={me.agent}
                  about={route.at === "conversation" && route.about}
                />
                <Known id={openId} shown={route.at === "conversation" && route.about} />
              </>
            )}
          </>
        )}
      </div>
    </div>
  );
}
