import type { InboxItem } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Tag } from "../ui/Tag.tsx";
import { reasonsOf } from "./reasons.ts";

/** Why this conversation stands where it stands, in at most three words. */
export function QueueTags({ item }: { readonly item: InboxItem }) {
  const { t, word } = useI18n();
  return (
    <span className="flex min-w-0 flex-wrap gap-1.5">
      {reasonsOf(item).map(({ family, value, tone }) => (
        <Tag key={`${family}.${value}`} tone={tone}>
          {family === "order" ? (
            <>
              {t("queue.order")} <bdi className="code">{value}</bdi>
            </>
          ) : (
            word(family, value)
          )}
        </Tag>
      ))}
    </span>
  );
}
