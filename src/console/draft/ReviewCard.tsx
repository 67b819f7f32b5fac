import { useState } from "react";
import type { Problem } from "../api/client.ts";
import { type Deed, useDraftDeed } from "../api/drafts.ts";
import { noteInFlight } from "../api/in-flight.ts";
import type { Draft } from "../api/types.ts";
import { focusTimeline } from "../conversation/timeline-id.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";
import { until } from "../queue/due.ts";
import { Ring } from "../queue/TimeLeft.tsx";
import { useKeys } from "../shell/keys.ts";
import { Button } from "../ui/Button.tsx";
import { Tag } from "../ui/Tag.tsx";
import { DraftCard } from "./DraftCard.tsx";
import { CheckedWords, OtherEvidence } from "./Evidence.tsx";
import { FoundPromises } from "./FoundPromises.tsx";

interface ReviewCardProps {
  readonly conversationId: string;
  readonly draft: Draft;
  readonly zone: string;
  readonly onProblem: (problem: Problem | null) => void;
  /** The reviewer answers in the bot's place. */
  readonly onTaken: () => void;
}

const IDS = { approve: "draft-approve", reject: "draft-reject" } as const;

/** The bot's held answer: what it stands on, why it waits, how long, and what one can do. */
export function ReviewCard({ conversationId, draft, zone, onProblem, onTaken }: ReviewCardProps) {
  const { t } = useI18n();
  const { mutate, isPending } = useDraftDeed(conversationId);
  const [words, setWords] = useState<string | null>(null);
  const edited = words?.trim() ?? "";

  const decide = (deed: Deed) => {
    onProblem(null);
    mutate(
      { ...deed, epoch: draft.epoch },
      {
        onError: onProblem,
        onSuccess: ({ inFlight }) => {
          noteInFlight(conversationId, inFlight.length > 0);
          // The button that was pressed is gone: the focus must not be gone with it.
          if (deed.verb === "reject" && deed.take) onTaken();
          else focusTimeline();
        },
      },
    );
  };
  const focusOn = (id: string) => () => document.getElementById(id)?.focus();
  const editing = words !== null;
  useKeys({
    a: editing ? undefined : focusOn(IDS.approve),
    x: editing ? undefined : focusOn(IDS.reject),
    w: editing ? undefined : () => setWords(draft.text),
  });

  return (
    <DraftCard
      label={t("draft.review")}
      heading={<Heading draft={draft} />}
      actions={
        editing ? (
          <>
            <Button
              look="primary"
              isDisabled={isPending || edited === ""}
              onPress={() => decide({ verb: "edit", text: edited })}
            >
              {t("draft.edit.send")}
            </Button>
            <Button onPress={() => setWords(null)}>{t("common.cancel")}</Button>
          </>
        ) : (
          <>
            <Button
              id={IDS.approve}
              look="primary"
              isDisabled={isPending || draft.outdated}
              onPress={() => decide({ verb: "approve" })}
            >
              {t("draft.approve")}
            </Button>
            <Button isDisabled={isPending} onPress={() => setWords(draft.text)}>
              {t("draft.edit")}
            </Button>
            <span className="contents" title={t("draft.reject.title")}>
              <Button id={IDS.reject} isDisabled={isPending} onPress={() => decide({ verb: "reject", take: false })}>
                {t("draft.reject")}
              </Button>
            </span>
            <span className="contents" title={t("draft.reject.take.title")}>
              <Button look="quiet" isDisabled={isPending} onPress={() => decide({ verb: "reject", take: true })}>
                {t("draft.reject.take")}
              </Button>
            </span>
            <OtherEvidence text={draft.text} supports={draft.supports} zone={zone} />
          </>
        )
      }
    >
      {editing ? (
        <>
          <textarea
            // biome-ignore lint/a11y/noAutofocus: pressing "Edit" asks for exactly this
            autoFocus
            aria-label={t("draft.edit.label")}
            dir="auto"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") setWords(null);
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && edited !== "") {
                decide({ verb: "edit", text: edited });
              }
            }}
            className="said field-sizing-content min-h-24 resize-none rounded-field border border-edge bg-surface p-3 outline-none focus:border-accent"
          />
          <FoundPromises conversationId={conversationId} text={words} />
        </>
      ) : (
        <CheckedWords text={draft.text} supports={draft.supports} zone={zone} />
      )}
      {draft.outdated && (
        <p role="status" className="text-sm text-warm-ink">
          {t("draft.outdated")}
        </p>
      )}
    </DraftCard>
  );
}

/** That it waits, why, and how long. */
function Heading({ draft }: { readonly draft: Draft }) {
  const { t, word } = useI18n();
  const [rule = "", ...others] = draft.reasons;
  // What the rule's own name says already.
  const named = rule.split("-");
  const causes = others.filter((cause) => !cause.split(" ").some((part) => named.includes(part)));
  return (
    <>
      <Tag tone="warm">{t(draft.lane === "veto" ? "draft.veto" : "draft.review")}</Tag>
      <span className="order-1 min-w-0 flex-1 basis-full text-sm text-second md:order-none md:basis-0">
        <span className="sr-only">{t("draft.why")}: </span>
        {word("rule", `review-${rule}`)}
        {causes.length > 0 && (
          <span className="text-third">
            {" · "}
            {causes.map((cause) => word("cause", cause)).join(" · ")}
          </span>
        )}
      </span>
      {draft.dueAt && <Left draft={draft} dueAt={draft.dueAt} />}
    </>
  );
}

const NEAR_MS = 5 * 60_000;

function Left({ draft, dueAt }: { readonly draft: Draft; readonly dueAt: string }) {
  const { t, format } = useI18n();
  const now = useNow();
  const left = until(dueAt, now);
  const whole = Math.max(1, Date.parse(dueAt) - Date.parse(draft.createdAt));
  const near = left < NEAR_MS;
  const words =
    left <= 0
      ? t("draft.left.none")
      : t(draft.lane === "veto" ? "draft.left.veto" : "draft.left.review", { time: format.about(left) });
  return (
    <time
      dateTime={dueAt}
      title={format.moment(dueAt, now)}
      className={`ms-auto inline-flex shrink-0 items-center gap-1.5 text-sm ${near ? "font-semibold text-warm-ink" : "text-third"}`}
    >
      <Ring part={Math.min(1, Math.max(0, 1 - left / whole))} near={near} />
      {words}
    </time>
  );
}
