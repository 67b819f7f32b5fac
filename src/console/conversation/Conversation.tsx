import { useQuery } from "@tanstack/react-query";
import { MessageCircleOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Problem } from "../api/client.ts";
import { noteInFlight } from "../api/in-flight.ts";
import { type Move, useMove } from "../api/ownership.ts";
import { conversationQuery } from "../api/queries.ts";
import type { Agent, ConversationDetail } from "../api/types.ts";
import { WaitingDraft } from "../draft/WaitingDraft.tsx";
import { useI18n } from "../i18n/I18n.tsx";
import { markSeen } from "../queue/seen.ts";
import { useKeys } from "../shell/keys.ts";
import { hrefOf } from "../shell/route.ts";
import { Blank } from "../ui/Blank.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Composer } from "./Composer.tsx";
import { ConversationHeader } from "./ConversationHeader.tsx";
import { MOVE_IDS } from "./Moves.tsx";
import { Notices } from "./Notices.tsx";
import { ReplyWindow } from "./ReplyWindow.tsx";
import { Timeline } from "./Timeline.tsx";
import { focusTimeline } from "./timeline-id.ts";
import { speaks } from "./useSpeaker.ts";

interface ConversationProps {
  readonly id: string;
  readonly me: Agent;
  /** On a narrow screen "what we know" stands in our place. */
  readonly about: boolean;
}

/** The third column. */
export function Conversation({ id, me, about }: ConversationProps) {
  const { t } = useI18n();
  const conversation = useQuery(conversationQuery(id));
  const { mutate, isPending } = useMove(id);
  const [problem, setProblem] = useState<Problem | null>(null);
  const composer = useRef<HTMLTextAreaElement>(null);
  const { data, error } = conversation;

  const onMove = (move: Move) => {
    if (!data) return;
    setProblem(null);
    mutate(
      { move, epoch: data.epoch },
      {
        onError: setProblem,
        onSuccess: ({ inFlight }) => {
          noteInFlight(id, inFlight.length > 0);
          // The button that was pressed is gone: the focus must not be gone with it.
          if (move === "take") composer.current?.focus();
          else focusTimeline();
        },
      },
    );
  };
  const focusOn = (id: string) => () => document.getElementById(id)?.focus();
  useKeys({
    r: () => composer.current?.focus(),
    t: data && !speaks(data, me) && !isPending ? () => onMove("take") : undefined,
    // What the customer is told of is only pointed at: Enter then presses it.
    b: focusOn(MOVE_IDS.release),
    e: focusOn(MOVE_IDS.resolve),
  });
  useSeen(data);

  return (
    <main
      aria-label={t("chat.label")}
      className={`min-h-0 min-w-0 flex-1 flex-col bg-surface ${about ? "hidden xl:flex" : "flex"}`}
    >
      {data ? (
        <>
          <ConversationHeader conversation={data} me={me} busy={isPending} onMove={onMove} />
          <Timeline conversation={data} me={me} />
          <Notices id={id} problem={problem} onClose={() => setProblem(null)} />
          <ReplyWindow conversation={data} />
          <WaitingDraft conversation={data} me={me} onProblem={setProblem} onWrite={() => composer.current?.focus()} />
          <Composer conversation={data} me={me} field={composer} />
        </>
      ) : error?.status === 404 ? (
        <Blank alert icon={MessageCircleOff} title={t("chat.gone")}>
          <a href={hrefOf.queue} className="flex min-h-11 items-center font-semibold text-accent">
            {t("chat.gone.back")}
          </a>
        </Blank>
      ) : error ? (
        <Failed title={t("chat.error")} problem={error} onRetry={conversation.refetch} />
      ) : (
        <Skeleton lines={6} />
      )}
    </main>
  );
}

/** What stands on a page that is in sight has been read. */
function useSeen(conversation: ConversationDetail | undefined): void {
  const id = conversation?.id;
  const sequence = conversation?.previewSequence;
  useEffect(() => {
    if (id === undefined || sequence === undefined) return;
    const mark = () => document.visibilityState === "visible" && markSeen(id, sequence);
    mark();
    document.addEventListener("visibilitychange", mark);
    return () => document.removeEventListener("visibilitychange", mark);
  }, [id, sequence]);
}
