import type { Move } from "../api/ownership.ts";
import type { Agent, Conversation } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { speaks } from "./useSpeaker.ts";

interface MovesProps {
  readonly conversation: Conversation;
  readonly me: Agent;
  readonly busy: boolean;
  readonly onMove: (move: Move) => void;
}

/** What one may do with the conversation as it stands now; the rest is not shown. */
export function Moves({ conversation, me, busy, onMove }: MovesProps) {
  const { t } = useI18n();
  const mine = speaks(conversation, me);
  const withPeople = conversation.state !== "bot" && conversation.state !== "bot_review";
  const solvable = withPeople && conversation.ticket?.status !== "resolved" && conversation.ticket?.status !== "closed";
  return (
    <div className="order-2 flex w-full flex-wrap gap-2 xl:order-none xl:w-auto">
      {withPeople && (
        <Button isDisabled={busy} onPress={() => onMove("release")} className={WIDE}>
          {t("act.release")}
        </Button>
      )}
      {solvable && (
        <span className="contents" title={t("act.resolve.title")}>
          <Button isDisabled={busy} onPress={() => onMove("resolve")} className={WIDE}>
            {t("act.resolve")}
          </Button>
        </span>
      )}
      {!mine && (
        <Button look="primary" isDisabled={busy} onPress={() => onMove("take")} className={WIDE}>
          {t(conversation.state === "queued" ? "act.take" : "act.takeover")}
        </Button>
      )}
    </div>
  );
}

const WIDE = "max-md:flex-1";
