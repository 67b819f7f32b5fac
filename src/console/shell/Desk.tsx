import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { keepFor } from "../api/kept.ts";
import { useLive } from "../api/live.ts";
import { inboxQuery, type Me } from "../api/queries.ts";
import { Conversation } from "../conversation/Conversation.tsx";
import { PickOne } from "../conversation/PickOne.tsx";
import { useI18n } from "../i18n/I18n.tsx";
import { Known } from "../known/Known.tsx";
import { countText } from "../queue/counts.ts";
import { Queue } from "../queue/Queue.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { OfflineBar } from "./OfflineBar.tsx";
import { Rail } from "./Rail.tsx";
import { useRoute } from "./route.ts";
import { useBell } from "./useBell.ts";

/** Rarely opened, and heavy with lists to choose from. */
const SettingsPage = lazy(() =>
  import("../settings/SettingsPage.tsx").then((module) => ({ default: module.SettingsPage })),
);

const TicketsPage = lazy(() =>
  import("../tickets/TicketsPage.tsx").then((module) => ({ default: module.TicketsPage })),
);
const KnowledgePage = lazy(() =>
  import("../knowledge/KnowledgePage.tsx").then((module) => ({ default: module.KnowledgePage })),
);
const ChannelsPage = lazy(() =>
  import("../channels/ChannelsPage.tsx").then((module) => ({ default: module.ChannelsPage })),
);
const MyAccountPage = lazy(() =>
  import("../me/MyAccountPage.tsx").then((module) => ({ default: module.MyAccountPage })),
);
const AuditPage = lazy(() => import("../audit/AuditPage.tsx").then((module) => ({ default: module.AuditPage })));

/** The signed-in screen: rail · queue · conversation · what we know. A phone shows one of them at a time. */
export function Desk({ me }: { readonly me: Me }) {
  useState(() => keepFor(me.agent.id));
  useLive();
  const { t, format } = useI18n();
  const route = useRoute();
  const worst = useQuery(inboxQuery("worst", "")).data;
  const counts = worst?.counts;
  useBell(worst?.items);
  const waiting = counts?.waiting ?? 0;
  const openId = route.at === "conversation" ? route.id : null;

  useEffect(() => {
    document.title = waiting > 0 ? `(${countText(format, waiting)}) ${t("app.name")}` : t("app.name");
  }, [waiting, t, format]);

  return (
    <div className="flex h-dvh flex-col">
      <OfflineBar />
      <div className="flex min-h-0 flex-1 flex-col md:flex-row">
        <div className={openId ? "hidden md:contents" : "contents"}>
          <Rail agent={me.agent} at={route.at} waiting={waiting} overdue={counts?.overdue ?? 0} />
        </div>
        {route.at !== "queue" && route.at !== "conversation" ? (
          <Suspense fallback={<Skeleton lines={4} />}>
            {route.at === "tickets" && <TicketsPage />}
            {route.at === "knowledge" && <KnowledgePage key={route.article} me={me.agent} article={route.article} />}
            {route.at === "channels" && <ChannelsPage me={me.agent} />}
            {route.at === "settings" && <SettingsPage me={me.agent} />}
            {route.at === "me" && <MyAccountPage me={me.agent} />}
            {route.at === "audit" && <AuditPage />}
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
