import { useEffect, useRef } from "react";
import type { InboxItem } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { reasonsOf } from "../queue/reasons.ts";
import { isFirstToTell, noticeChoice, ring, soundChoice } from "./bell.ts";
import { goTo, hrefOf } from "./route.ts";

/** Tells of a conversation that is new in the queue, or whose answer waits for a yes, by sound and by a notice of the desktop, as the reader chose. */
export function useBell(items: readonly InboxItem[] | undefined): void {
  const { t, word } = useI18n();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!items) return;
    const queued = items.filter(({ state }) => state === "queued" || state === "bot_review");
    const before = known.current;
    known.current = new Set(queued.map(({ id }) => id));
    // What waited already when the page was opened is no news.
    const fresh = before === null ? undefined : queued.find(({ id }) => !before.has(id));
    if (!fresh || !isFirstToTell(`${fresh.id}:${fresh.epoch}`)) return;
    if (soundChoice.read() === "on") ring();
    if (noticeChoice.read() !== "on" || Notification.permission !== "granted") return;
    // A locked screen shows it to anybody: neither a name nor a word of the customer.
    const why = reasonsOf(fresh)
      .filter(({ family }) => family !== "order")
      .map(({ family, value }) => word(family, value));
    const body = [word("channel", fresh.channel), ...why].join(" · ");
    const notice = new Notification(t("bell.new"), { body, tag: fresh.id, dir: "auto" });
    notice.onclick = () => {
      window.focus();
      goTo(hrefOf.conversation(fresh.id));
      notice.close();
    };
  }, [items, t, word]);
}
