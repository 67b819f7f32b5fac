import { Ban, Check, CheckCheck, CircleAlert, CircleHelp, Clock, type LucideIcon } from "lucide-react";
import type { Delivery, Message } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";

const ICONS: Readonly<Record<Delivery, LucideIcon>> = {
  pending: Clock,
  sending: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
  unknown: CircleHelp,
  suppressed: Ban,
};

const INKS: Readonly<Partial<Record<Delivery, string>>> = {
  read: "text-accent",
  failed: "text-danger-ink font-medium",
  unknown: "text-warm-ink font-medium",
};

/** How far a message of ours has come; a failed one says why. */
export function DeliveryMark({ message }: { readonly message: Message }) {
  const { word } = useI18n();
  const { delivery, failure } = message;
  if (!delivery) return null;
  const Icon = ICONS[delivery];
  return (
    <span className={`inline-flex items-center gap-1 ${INKS[delivery] ?? ""}`}>
      <Icon aria-hidden className="size-3.5" />
      {word("delivery", delivery)}
      {failure && ` · ${word("failure", failure)}`}
    </span>
  );
}
