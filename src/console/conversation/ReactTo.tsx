import { SmilePlus } from "lucide-react";
import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { useRetouch } from "../api/retouch.ts";
import type { Message } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";

/** Those that every messenger here takes. */
const EMOJI = ["👍", "❤", "🙏", "👌", "🎉", "😢"] as const;

interface ReactToProps {
  readonly message: Message;
  readonly conversationId: string;
  readonly className: string;
}

/** A reaction to what the customer said; the one that is there, pressed again, is taken back. */
export function ReactTo({ message, conversationId, className }: ReactToProps) {
  const { t } = useI18n();
  const { mutate, error } = useRetouch(conversationId);
  return (
    <DialogTrigger>
      <Button aria-label={t("message.react")} className={className}>
        <SmilePlus aria-hidden className="size-4" />
      </Button>
      <Popover className="rounded-card border border-line bg-surface p-1 shadow-card">
        <Dialog aria-label={t("message.react")} className="flex gap-1 outline-none">
          {({ close }) => (
            <>
              {EMOJI.map((emoji) => {
                const chosen = message.ourReaction === emoji;
                return (
                  <Button
                    key={emoji}
                    aria-pressed={chosen}
                    className={`size-10 rounded-field text-lg hover:bg-sunken ${chosen ? "bg-soft" : ""}`}
                    onPress={() => mutate({ react: message.id, emoji: chosen ? "" : emoji }, { onSuccess: close })}
                  >
                    {emoji}
                  </Button>
                );
              })}
              {error && (
                <p role="alert" className="max-w-56 self-center px-2 text-sm text-danger-ink">
                  {t("message.notdone")} <bdi>{error.hint}</bdi>
                </p>
              )}
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
