import { useQuery } from "@tanstack/react-query";
import { MessageCircleOff } from "lucide-react";
import { useRef, useState } from "react";
import type { Problem } from "../api/client.ts";
import { noteInFlight } from "../api/outgoing.ts";
import { type Move, useMove } from "../api/ownership.ts";
import { conversationQuery } from "../api/queries.ts";
import type { Agent } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Blank } from "../ui/Blank.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Composer } from "./Composer.tsx";
import { ConversationHeader } from "./ConversationHeader.tsx";
import { Notices } from "./Notices.tsx";
import { Timeline } from "./Timeline.tsx";

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
          if (move === "take") composer.current?.focus();
        },
      },
    );
  };

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
          <Composer conversation={data} me={me} field={composer} />
        </>
      ) : error?.status === 404 ? (
        <Blank alert icon={MessageCircleOff} title={t("chat.gone")} />
      ) : error ? (
        <Failed title={t("chat.error")} problem={error} onRetry={conversation.refetch} />
      ) : (
        <Skeleton lines={6} />
      )}
    </main>
  );
}
