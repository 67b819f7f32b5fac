import type { InboxItem } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Tag, type Tone } from "../ui/Tag.tsx";

/** Flags that put somebody at risk come before everything else in the row. */
const GRAVE = new Set(["crisis", "safety", "legalThreat", "fraudPrivacy"]);
const HEAT_TONES: readonly Tone[] = ["plain", "plain", "warm", "hot"];
const MOST = 3;

/** Why this conversation stands where it stands, in at most three words. */
export function QueueTags({ item }: { readonly item: InboxItem }) {
  const { t, word } = useI18n();
  const grave = item.flags.filter((flag) => GRAVE.has(flag));
  const other = item.flags.filter((flag) => !GRAVE.has(flag));
  const tags: { readonly key: string; readonly tone: Tone; readonly text: string }[] = [
    ...grave.map((flag) => ({ key: flag, tone: "danger" as const, text: word("flag", flag) })),
    ...(item.heat > 0
      ? [{ key: "heat", tone: HEAT_TONES[item.heat] ?? "hot", text: word("heat", `${item.heat}`) }]
      : []),
    ...(item.category && item.category !== "other"
      ? [{ key: "category", tone: "soft" as const, text: word("category", item.category) }]
      : []),
    ...other.map((flag) => ({ key: flag, tone: "plain" as const, text: word("flag", flag) })),
  ];
  const room = item.orderId ? MOST - 1 : MOST;
  return (
    <span className="flex min-w-0 flex-wrap gap-1.5">
      {tags.slice(0, room).map(({ key, tone, text }) => (
        <Tag key={key} tone={tone}>
          {text}
        </Tag>
      ))}
      {item.orderId && (
        <Tag>
          {t("queue.order")} <bdi className="code">{item.orderId}</bdi>
        </Tag>
      )}
    </span>
  );
}
