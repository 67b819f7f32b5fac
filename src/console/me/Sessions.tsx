import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Problem } from "../api/client.ts";
import { meQuery } from "../api/queries.ts";
import type { Session } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";
import { Panel } from "../settings/Panel.tsx";
import { Button } from "../ui/Button.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tag } from "../ui/Tag.tsx";
import { endSessions, sessionsQuery } from "./account.ts";
import { deviceOf } from "./device.ts";
import { WhyNot } from "./WhyNot.tsx";

export function Sessions() {
  const { t } = useI18n();
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const end = useMutation<void, Problem, Parameters<typeof endSessions>[0]>({
    mutationFn: async (which) => {
      const result = await endSessions(which);
      if (!result.ok) throw result.error;
    },
    onSettled: () => Promise.all([client.invalidateQueries(sessionsQuery), client.invalidateQueries(meQuery)]),
  });

  return (
    <Panel title={t("me.sessions")}>
      {sessions.data ? (
        <ul className="flex flex-col divide-y divide-line">
          {sessions.data.map((session) => (
            <SessionLine key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
          ))}
        </ul>
      ) : sessions.error ? (
        <Failed title={t("error.title")} problem={sessions.error} onRetry={sessions.refetch} />
      ) : (
        <Skeleton lines={2} />
      )}
      <WhyNot problem={end.error} />
      <div className="flex flex-wrap gap-2">
        {(sessions.data?.length ?? 0) > 1 && (
          <Button onPress={() => end.mutate({ all: "others" })}>{t("me.sessions.others")}</Button>
        )}
        <Button onPress={() => end.mutate({ all: "all" })}>{t("me.sessions.all")}</Button>
      </div>
    </Panel>
  );
}

function SessionLine({ session, onEnd }: { readonly session: Session; readonly onEnd: () => void }) {
  const { t, format } = useI18n();
  const now = useNow();
  const device = deviceOf(session.device);
  const name = device ? t("me.device", { browser: device.browser, system: device.system }) : t("me.device.unknown");
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {session.current && <Tag tone="soft">{t("me.sessions.this")}</Tag>}
        </p>
        <p className="text-sm text-third">
          {t("me.sessions.used", { when: format.moment(session.lastUsedAt, now) })}
          {session.address && (
            <>
              {" · "}
              <bdi>{session.address}</bdi>
            </>
          )}
        </p>
      </div>
      {!session.current && (
        <Button size="small" onPress={onEnd} aria-label={`${t("me.sessions.end")}: ${name}`}>
          {t("me.sessions.end")}
        </Button>
      )}
    </li>
  );
}
