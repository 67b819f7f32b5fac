import { RefreshCw, Sparkles, X } from "lucide-react";
import { useDraftDeed } from "../api/drafts.ts";
import type { Draft } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useKeys } from "../shell/keys.ts";
import { Button } from "../ui/Button.tsx";
import { Tag } from "../ui/Tag.tsx";
import { DraftCard } from "./DraftCard.tsx";
import { CheckedWords, OtherEvidence } from "./Evidence.tsx";

interface ProposalCardProps {
  readonly conversationId: string;
  readonly draft: Draft;
  readonly zone: string;
  /** Puts the words into the composer. */
  readonly onUse: (text: string) => void;
}

/** A reply the mind suggests to the agent who answers: nothing of it is sent by itself. */
export function ProposalCard({ conversationId, draft, zone, onUse }: ProposalCardProps) {
  const { t } = useI18n();
  const { mutate, isPending, error } = useDraftDeed(conversationId);
  const deed = (verb: "propose" | "reject") =>
    mutate({ ...(verb === "reject" ? { verb, take: false } : { verb }), epoch: draft.epoch });
  useKeys({ u: () => onUse(draft.text) });
  return (
    <DraftCard
      label={t("proposal.title")}
      heading={
        <>
          <Tag tone="soft">{t("proposal.title")}</Tag>
          <span role="status" className="flex-1 text-sm text-third">
            {isPending ? t("proposal.thinking") : error ? t("proposal.failed") : null}
          </span>
          <Button
            look="quiet"
            size="small"
            aria-label={t("proposal.again")}
            isDisabled={isPending}
            onPress={() => deed("propose")}
          >
            <RefreshCw aria-hidden className="size-4" />
          </Button>
          <Button
            look="quiet"
            size="small"
            aria-label={t("proposal.dismiss")}
            isDisabled={isPending}
            onPress={() => deed("reject")}
          >
            <X aria-hidden className="size-4" />
          </Button>
        </>
      }
      actions={
        <>
          <Button look="primary" onPress={() => onUse(draft.text)}>
            {t("proposal.use")}
          </Button>
          <OtherEvidence text={draft.text} supports={draft.supports} zone={zone} />
        </>
      }
    >
      <CheckedWords text={draft.text} supports={draft.supports} zone={zone} />
    </DraftCard>
  );
}

/** Where nothing is suggested yet, and the customer waits for us. */
export function AskForProposal({ conversationId, epoch }: { readonly conversationId: string; readonly epoch: number }) {
  const { t } = useI18n();
  const { mutate, isPending, error } = useDraftDeed(conversationId);
  return (
    <p className="flex items-center gap-3 px-3 pt-2 md:px-6">
      <Button look="quiet" size="small" isDisabled={isPending} onPress={() => mutate({ verb: "propose", epoch })}>
        <Sparkles aria-hidden className="size-4" />
        {t(isPending ? "proposal.thinking" : "proposal.ask")}
      </Button>
      {error && (
        <span role="alert" className="text-sm text-second">
          {t("proposal.failed")}
        </span>
      )}
    </p>
  );
}
