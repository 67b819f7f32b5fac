import { Check, Copy } from "lucide-react";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { useCopied } from "../ui/useCopied.ts";

/** The link in full, selected by one click: a browser without a clipboard needs no more. */
export function InvitationLink({ link }: { readonly link: string }) {
  const { t } = useI18n();
  const { copied, copy } = useCopied();
  const Icon = copied ? Check : Copy;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-end gap-3 rounded-field bg-soft p-3">
        <p dir="ltr" className="code flex-1 basis-64 px-1 leading-normal break-all text-on-soft select-all">
          {link}
        </p>
        <Button look="primary" onPress={() => copy(link)}>
          <Icon aria-hidden className="size-4" />
          {t(copied ? "common.copied" : "invite.copy")}
        </Button>
      </div>
      <p className="text-sm text-third">{t("invite.once")}</p>
    </div>
  );
}
