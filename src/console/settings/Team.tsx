import { useQuery } from "@tanstack/react-query";
import { agentsQuery } from "../api/queries.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Panel } from "./Panel.tsx";

export function Team() {
  const { t, word } = useI18n();
  // Elsewhere names may be old; here a colleague who has just joined is looked for.
  const agents = useQuery({ ...agentsQuery, staleTime: 0 }).data?.filter(({ service }) => !service);
  if (!agents || agents.length === 0) return null;
  return (
    <Panel title={t("settings.team")}>
      <ul className="flex flex-col gap-3">
        {agents.map((agent) => (
          <li key={agent.id} className="flex items-center gap-3">
            <Avatar name={agent.name} />
            <bdi className="font-medium">{agent.name}</bdi>
            <span className="ms-auto text-sm text-third">{word("role", agent.role)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
