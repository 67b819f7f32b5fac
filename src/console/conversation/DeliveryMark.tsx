import { Ban, Check, CheckCheck, Clock, type LucideIcon } from "lucide-react";
import type { Delivery, Message } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";

const ICONS: Readonly<Record<Exclude<Delivery, "failed" | "unknown">, LucideIcon>> = {
  pending: Clock,
  sending: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  suppressed: Ban,
};

/** How far a message of ours has come. Where it did not arrive more is said below it. */
export function DeliveryMark({ message }: { readonly message: Message }) {
  const { word } = useI18n();
  const { delivery } = message;
  if (!delivery || delivery === "failed" || delivery === "unknown") return null;
  const Icon = ICONS[delivery];
  return (
    <span className={`inline-flex items-center gap-1 ${delivery === "read" ? "text-accent" : ""}`}>
      <Icon aria-hidden className="size-3.5" />
      {word("delivery", delivery)}
    </span>
  );
}
