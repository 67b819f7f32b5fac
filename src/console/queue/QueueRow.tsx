import { Said } from "../../pages/conversation/Said.tsx";
import type { InboxItem } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useContactName } from "../i18n/useContactName.ts";
import { useNow } from "../i18n/useNow.ts";
import { hrefOf } from "../shell/route.ts";
import { QueueTags } from "./QueueTags.tsx";
import { isDangerous } from "./reasons.ts";
import { useUnread } from "./seen.ts";
import { TimeLeft } from "./TimeLeft.tsx";

const HEAT_BARS = ["bg-transparent", "bg-transparent", "bg-warm", "bg-hot"] as const;

interface QueueRowProps {
  readonly item: InboxItem;
  readonly open: boolean;
}

export function QueueRow({ item, open }: QueueRowProps) {
  const { t, word, format } = useI18n();
  const contactName = useContactName();
  const now = useNow();
  const unread = useUnread(item) && !open;
  const bar = isDangerous(item) ? "bg-danger" : (HEAT_BARS[item.heat] ?? "bg-transparent");
  return (
    <a
      href={hrefOf.conversation(item.id)}
      data-row={item.id}
      aria-current={open ? "true" : undefined}
      className={`relative flex flex-col gap-1.5 rounded-card border py-3 ps-4 pe-4 transition-colors ${open ? "border-line bg-surface shadow-card" : "border-transparent hover:bg-sunken/60"}`}
    >
      <span aria-hidden className={`absolute inset-y-3 start-1 w-[3px] rounded-full ${bar}`} />
      {item.heat > 1 && <span className="sr-only">{t("queue.heat", { heat: format.number(item.heat) })}</span>}
      <span className="flex items-baseline justify-between gap-3">
        <span className="flex min-w-0 items-center gap-2">
          {unread && (
            <span className="size-2 shrink-0 rounded-full bg-accent">
              <span className="sr-only">{t("queue.unread")}</span>
            </span>
          )}
          <bdi className="truncate font-semibold">{contactName(item.contact)}</bdi>
        </span>
        <span className="shrink-0 text-xs text-third">{word("channel", item.channel)}</span>
      </span>
      <span dir="auto" className={`said-line ${unread ? "text-ink" : "text-second"}`}>
        <Said text={item.preview} />
      </span>
      <span className="flex items-end justify-between gap-3">
        <QueueTags item={item} />
        {item.dueAt ? (
          <span className="shrink-0">
            <TimeLeft dueAt={item.dueAt} since={item.owner.since} />
          </span>
        ) : (
          <time
            dateTime={item.lastMessageAt}
            title={format.moment(item.lastMessageAt, now)}
            className="shrink-0 text-xs text-third"
          >
            {format.ago(item.lastMessageAt, now)}
          </time>
        )}
      </span>
    </a>
  );
}
