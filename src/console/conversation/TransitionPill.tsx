import { useQuery } from "@tanstack/react-query";
import { agentsQuery } from "../api/queries.ts";
import type { Transition } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";

/** A change of owner: why, and who speaks now. */
export function TransitionPill({ transition }: { readonly transition: Transition }) {
  const { word, format } = useI18n();
  const agents = useQuery(agentsQuery).data;
  const by = agents?.find(({ id }) => transition.actor === id || transition.actor === `agent:${id}`);
  return (
    <p className="my-2 self-center rounded-full border border-line bg-page px-4 py-1 text-center text-sm text-second">
      {word("reason", transition.reason)} ·{" "}
      {by && transition.to === "human" ? <bdi>{by.name}</bdi> : word("to", transition.to)}{" "}
      <time dateTime={transition.at} className="ps-1 text-xs text-third">
        {format.time(transition.at)}
      </time>
    </p>
  );
}
