import { useQuery } from "@tanstack/react-query";
import { agentsQuery } from "../api/queries.ts";
import type { Agent } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Tag } from "../ui/Tag.tsx";
import { Panel } from "./Panel.tsx";
import { TeamActions } from "./TeamActions.tsx";

export function Team({ me }: { readonly me: Agent }) {
  const { t, word } = useI18n();
  // Elsewhere names may be old; here a colleague who has just joined is looked for.
  const agents = useQuery({ ...agentsQuery, staleTime: 0 }).data?.filter(({ service }) => !service);
  if (!agents || agents.length === 0) return null;
  return (
    <Panel title={t("settings.team")}>
      <ul className="flex flex-col gap-3">
        {agents.map((agent) => (
          <li key={agent.id} className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <Avatar name={agent.name} />
            <bdi className={`font-medium ${agent.active === false ? "text-third" : ""}`}>{agent.name}</bdi>
            {agent.active === false && <Tag>{t("team.left")}</Tag>}
            {agent.twoFactor && <Tag tone="soft">{t("team.factor")}</Tag>}
            <span className="ms-auto text-sm text-third">{word("role", agent.role)}</span>
            {me.role === "admin" && agent.id !== me.id && <TeamActions agent={agent} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
