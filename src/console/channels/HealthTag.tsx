import { CircleCheck, CircleX, type LucideIcon, Power, TriangleAlert } from "lucide-react";
import type { ChannelAccount } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Tag } from "../ui/Tag.tsx";
import type { Tone } from "../ui/tone.ts";

type State = ChannelAccount["health"]["state"];

const LOOKS: Readonly<Record<State, readonly [tone: Tone, icon: LucideIcon]>> = {
  green: ["soft", CircleCheck],
  yellow: ["warm", TriangleAlert],
  red: ["danger", CircleX],
  off: ["plain", Power],
};

/** How a channel is: in words and by a shape, the colour only helps. */
export function HealthTag({ state }: { readonly state: State }) {
  const { t } = useI18n();
  const [tone, Icon] = LOOKS[state];
  return (
    <Tag tone={tone}>
      <span className="inline-flex items-center gap-1.5">
        <Icon aria-hidden className="size-3.5" />
        {t(`health.${state}`)}
      </span>
    </Tag>
  );
}
