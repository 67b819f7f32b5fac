import { Check, Copy } from "lucide-react";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { useCopied } from "../ui/useCopied.ts";

/** The link in full, in a field: where a browser has no clipboard it is selected and copied by hand. */
export function InvitationLink({ link }: { readonly link: string }) {
  const { t } = useI18n();
  const { copied, copy } = useCopied();
  const Icon = copied ? Check : Copy;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center gap-1.5 rounded-field bg-soft p-1.5">
        <input
          type="text"
          readOnly
          dir="ltr"
          aria-label={t("invite.link")}
          value={link}
          onFocus={(event) => event.currentTarget.select()}
          className="code min-h-10 min-w-0 flex-1 rounded-[9px] bg-transparent px-2.5 text-ellipsis text-on-soft"
        />
        <Button look="primary" onPress={() => copy(link)}>
          <Icon aria-hidden className="size-4" />
          {t(copied ? "common.copied" : "invite.copy")}
        </Button>
      </div>
      <p className="text-sm text-third">{t("invite.once")}</p>
    </div>
  );
}
