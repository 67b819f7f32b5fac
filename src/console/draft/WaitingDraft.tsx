import { useQuery } from "@tanstack/react-query";
import type { Problem } from "../api/client.ts";
import { meQuery } from "../api/queries.ts";
import type { Agent, ConversationDetail } from "../api/types.ts";
import { useDraft } from "../conversation/drafts.ts";
import { speaks } from "../conversation/useSpeaker.ts";
import { AskForProposal, ProposalCard } from "./ProposalCard.tsx";
import { ReviewCard } from "./ReviewCard.tsx";

interface WaitingDraftProps {
  readonly conversation: ConversationDetail;
  readonly me: Agent;
  readonly onProblem: (problem: Problem | null) => void;
  /** To the composer. */
  readonly onWrite: () => void;
}

/** Over the composer: what waits for a person, whatever it is. */
export function WaitingDraft({ conversation, me, onProblem, onWrite }: WaitingDraftProps) {
  const [text, setText] = useDraft(conversation.id);
  const zone = useQuery(meQuery).data?.settings.zone ?? "UTC";
  const { id, draft, epoch } = conversation;
  if (draft?.kind === "review") {
    return (
      <ReviewCard
        key={draft.id}
        conversationId={id}
        draft={draft}
        zone={zone}
        onProblem={onProblem}
        onTaken={onWrite}
      />
    );
  }
  // Whoever has begun to write needs the room for it.
  if (text !== "") return null;
  if (draft && draft.text !== "") {
    const onUse = (words: string) => {
      setText(words);
      onWrite();
    };
    return <ProposalCard key={draft.id} conversationId={id} draft={draft} zone={zone} onUse={onUse} />;
  }
  const ours = conversation.previewSequence < conversation.lastSequence;
  return !draft && speaks(conversation, me) && !ours ? <AskForProposal conversationId={id} epoch={epoch} /> : null;
}
