import { CircleAlert, Clock, Paperclip } from "lucide-react";
import { Said } from "../../pages/conversation/Said.tsx";
import type { Outgoing } from "../api/outgoing.ts";
import { useOutgoing } from "../api/useOutgoing.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { ProblemWords } from "../ui/ProblemWords.tsx";
import { returnToBegun } from "./begun.ts";
import { returnToDraft } from "./drafts.ts";

/** An agent's words that the server does not have yet, or would not take. */
export function OutgoingItem({ item }: { readonly item: Outgoing }) {
  const { t } = useI18n();
  const { again, discard } = useOutgoing(item.conversationId);
  const refused = item.state === "refused";
  return (
    <article aria-label={t("author.me")} className="mt-4 flex max-w-[min(36rem,86%)] flex-col items-end gap-1 self-end">
      <div
        className={`rounded-card rounded-se-md px-4 py-2.5 ${refused ? "border border-danger bg-danger-soft" : "bg-accent text-on-accent"}`}
      >
        {item.files.map((file) => (
          <p key={file.id} className="flex items-center gap-2 text-sm">
            <Paperclip aria-hidden className="size-4 shrink-0" />
            <bdi className="truncate">{file.name}</bdi>
          </p>
        ))}
        {item.text && (
          <p dir="auto" className="said">
            <Said text={item.text} />
          </p>
        )}
      </div>
      {refused ? (
        <footer role="alert" className="flex flex-col items-end gap-1.5 px-1 text-sm text-danger-ink">
          <span className="inline-flex items-center gap-1.5">
            <CircleAlert aria-hidden className="size-4 shrink-0" />
            <Refusal item={item} />
          </span>
          <span className="flex gap-2">
            <Button size="small" onPress={() => again(item)}>
              {t("message.again")}
            </Button>
            <Button
              size="small"
              look="quiet"
              onPress={() => {
                if (item.text) returnToDraft(item.conversationId, item.text);
                returnToBegun(item.conversationId, item.files, item.replyTo);
                discard(item);
              }}
            >
              {t("message.discard")}
            </Button>
          </span>
        </footer>
      ) : (
        <footer
          role="status"
          className={`inline-flex items-center gap-1 px-1 text-xs ${item.state === "waiting" ? "text-warm-ink" : "text-third"}`}
        >
          <Clock aria-hidden className="size-3.5" />
          {t(item.state === "waiting" ? "message.waits" : "delivery.sending")}
        </footer>
      )}
    </article>
  );
}

function Refusal({ item }: { readonly item: Outgoing }) {
  const { t } = useI18n();
  const problem = item.problem;
  if (!problem) return null;
  if (problem.code === "stale_epoch") return t("message.stale");
  return (
    <span>
      {t("message.notsent")} · <ProblemWords problem={problem} />
    </span>
  );
}
