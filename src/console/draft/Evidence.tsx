import { type ReactNode, useMemo } from "react";
import { Button, Dialog, DialogTrigger, Popover, Pressable } from "react-aria-components";
import { Said } from "../../pages/conversation/Said.tsx";
import type { Support } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { SUPPORT_ICONS, SupportSource } from "./SupportSource.tsx";
import { piecesOf, unseen } from "./stands.ts";

interface EvidenceProps {
  readonly text: string;
  readonly supports: readonly Support[];
  readonly zone: string;
}

/** Words with what was checked underlined; pressed, each piece says where it stands. */
export function CheckedWords({ text, supports, zone }: EvidenceProps) {
  const pieces = useMemo(() => piecesOf(text, supports, zone), [text, supports, zone]);
  return (
    <p dir="auto" className="said">
      {pieces.map((piece, index) =>
        piece.support ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
          <Source key={index} support={piece.support}>
            <Pressable>
              {/* biome-ignore lint/a11y/useSemanticElements: a button would not break over two lines */}
              <span
                role="button"
                tabIndex={0}
                className="cursor-pointer rounded-sm text-on-soft underline decoration-accent decoration-2 underline-offset-4 hover:bg-soft"
              >
                <Said text={piece.text} />
              </span>
            </Pressable>
          </Source>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
          <Said key={index} text={piece.text} />
        ),
      )}
    </p>
  );
}

/** What it stands on that no word of it shows: each a small door to its source. */
export function OtherEvidence({ text, supports, zone }: EvidenceProps) {
  const { t } = useI18n();
  const others = useMemo(() => unseen(piecesOf(text, supports, zone), supports), [text, supports, zone]);
  if (others.length === 0) return null;
  return (
    <p className="ms-auto flex flex-wrap items-center gap-1.5 text-xs text-third">
      {t("draft.evidence")}
      {others.map((support) => {
        const Icon = SUPPORT_ICONS[support.kind];
        return (
          <Source key={`${support.kind} ${support.ref} ${support.quote}`} support={support}>
            <Button className="inline-flex min-h-6 items-center gap-1.5 rounded-tag bg-sunken px-2 text-second hover:text-ink">
              <Icon aria-hidden className="size-3.5" />
              {t(`support.${support.kind}`)}
            </Button>
          </Source>
        );
      })}
    </p>
  );
}

function Source({ support, children }: { readonly support: Support; readonly children: ReactNode }) {
  const { t } = useI18n();
  return (
    <DialogTrigger>
      {children}
      <Popover
        placement="top"
        className="w-[min(22rem,calc(100vw-24px))] rounded-card border border-line bg-surface p-4 shadow-card"
      >
        <Dialog aria-label={t("support.show")} className="outline-none">
          <SupportSource support={support} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
