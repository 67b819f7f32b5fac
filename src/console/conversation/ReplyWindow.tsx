import { Hourglass } from "lucide-react";
import { useState } from "react";
import { newKey } from "../api/new-key.ts";
import { useAskToReopen } from "../api/reopen.ts";
import type { ConversationDetail } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";
import { Button } from "../ui/Button.tsx";

/** Worth a line only when it presses. */
const SOON_MS = 2 * 3_600_000;

/** Over the composer: how long this customer can still be written to, and what one can do when that is over. */
export function ReplyWindow({ conversation: { id, window } }: { readonly conversation: ConversationDetail }) {
  const { t, format } = useI18n();
  const now = useNow();
  if (!window) return null;
  const left = window.closesAt === null ? 0 : Date.parse(window.closesAt) - now;
  if (left >= SOON_MS) return null;
  return (
    <div className="px-3 pt-2 md:px-6">
      <div
        role="status"
        className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-field bg-warm-soft px-3 py-2 text-sm text-warm-ink"
      >
        <Hourglass aria-hidden className="size-4 shrink-0" />
        <span className="flex-1">
          {left > 0 && window.closesAt
            ? t("window.soon", { time: format.moment(window.closesAt, now) })
            : t(window.canAsk ? "window.closed.ask" : "window.closed")}
        </span>
        {left <= 0 && window.canAsk && <Ask key={id} id={id} />}
      </div>
    </div>
  );
}

function Ask({ id }: { readonly id: string }) {
  const { t } = useI18n();
  const [key] = useState(newKey);
  const { mutate, isPending, isSuccess, error } = useAskToReopen(id);
  if (isSuccess) return <span className="font-medium">{t("window.asked")}</span>;
  return (
    <>
      <Button size="small" className="text-ink" isDisabled={isPending} onPress={() => mutate({ key })}>
        {t("window.ask")}
      </Button>
      {error && (
        <span role="alert" className="basis-full">
          {error.status === 0 ? t("act.offline") : t(error.status === 409 ? "window.ask.refused" : "act.failed")}
        </span>
      )}
    </>
  );
}
