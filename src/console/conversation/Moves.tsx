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

/** By these the keys find them. */
export const MOVE_IDS = { release: "move-release", resolve: "move-resolve" } as const;

/** What one may do with the conversation as it stands now; the rest is not shown. */
export function Moves({ conversation, me, busy, onMove }: MovesProps) {
  const { t } = useI18n();
  const mine = speaks(conversation, me);
  const withPeople = conversation.state !== "bot" && conversation.state !== "bot_review";
  const solvable = withPeople && conversation.ticket?.status !== "resolved" && conversation.ticket?.status !== "closed";
  return (
    <div className="order-2 flex w-full flex-wrap gap-2 xl:order-none xl:w-auto xl:flex-nowrap">
      {withPeople && (
        <Button id={MOVE_IDS.release} isDisabled={busy} onPress={() => onMove("release")} className={WIDE}>
          {t("act.release")}
        </Button>
      )}
      {solvable && (
        <span className="contents" title={t("act.resolve.title")}>
          <Button id={MOVE_IDS.resolve} isDisabled={busy} onPress={() => onMove("resolve")} className={WIDE}>
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

/** Three of them stand beside a name on a small laptop. */
const WIDE = "max-md:flex-1 xl:max-[1439px]:min-h-9 xl:max-[1439px]:px-3 xl:max-[1439px]:text-sm";
