import { Coffee, SearchX } from "lucide-react";
import type { InboxItem, View } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Blank } from "../ui/Blank.tsx";
import { QueueRow } from "./QueueRow.tsx";

interface QueueListProps {
  readonly items: readonly InboxItem[];
  readonly view: View;
  readonly searching: boolean;
  readonly openId: string | null;
}

export function QueueList({ items, view, searching, openId }: QueueListProps) {
  const { t } = useI18n();
  if (items.length === 0) {
    const kind = searching ? "search" : view;
    return (
      <Blank
        icon={searching ? SearchX : Coffee}
        title={t(`queue.empty.${kind}`)}
        hint={t(`queue.empty.${kind}.hint`)}
      />
    );
  }
  return (
    <ul className="flex flex-col gap-1 px-3 pt-1 pb-4">
      {items.map((item) => (
        <li key={item.id}>
          <QueueRow item={item} open={item.id === openId} />
        </li>
      ))}
    </ul>
  );
}
