import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../i18n/I18n.tsx";
import { QrCode } from "../ui/QrCode.tsx";
import { linkQuery } from "./accounts.ts";
import { BanWarning } from "./BanWarning.tsx";

/** The picture that links an account's phone, as long as there is one to scan. */
export function LinkPhone({ id }: { readonly id: string }) {
  const { t } = useI18n();
  const code = useQuery(linkQuery(id)).data;
  if (!code) return null;
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-4 sm:flex-row">
      <QrCode text={code} label={t("channels.link.qr")} />
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <h3 className="font-semibold">{t("channels.link")}</h3>
        <p className="text-second">{t("channels.link.how")}</p>
        <BanWarning />
      </div>
    </div>
  );
}
