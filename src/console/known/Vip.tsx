import { Star } from "lucide-react";
import { ToggleButton } from "react-aria-components";
import { useVip } from "../api/drafts.ts";
import type { Conversation } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";

/** Marks a contact as one a person looks after: their answers are read over before they go out. */
export function Vip({ conversation: { id, contact } }: { readonly conversation: Conversation }) {
  const { t } = useI18n();
  const { mutate, isPending, variables, error } = useVip(id, contact.id);
  const on = isPending ? variables : contact.vip;
  return (
    <span className="flex flex-col items-end" title={`${t("known.vip")}: ${t("known.vip.hint")}`}>
      <ToggleButton
        aria-label={t("known.vip")}
        isSelected={on}
        isDisabled={isPending}
        onChange={(next) => mutate(next)}
        className={`grid size-10 place-items-center rounded-field transition-colors ${on ? "bg-soft text-on-soft" : "text-second hover:bg-sunken hover:text-ink"}`}
      >
        <Star aria-hidden className={`size-4.5 ${on ? "fill-current" : ""}`} />
      </ToggleButton>
      {error && (
        <span role="alert" className="text-xs text-danger-ink">
          {t("act.failed")}
        </span>
      )}
    </span>
  );
}
