import { Check, Copy } from "lucide-react";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { useCopied } from "../ui/useCopied.ts";

interface BackupCodesProps {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

/** Shown once: the server keeps them so that nobody can read them. */
export function BackupCodes({ codes, onKept }: BackupCodesProps) {
  const { t } = useI18n();
  const { copied, copy } = useCopied();
  const Icon = copied ? Check : Copy;
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-semibold">{t("me.factor.kept")}</h3>
      <p className="text-sm text-second">{t("me.factor.kept.hint")}</p>
      <ul
        dir="ltr"
        aria-label={t("me.factor.kept")}
        className="code grid grid-cols-2 gap-x-6 gap-y-1 rounded-field bg-soft p-4 text-on-soft select-all sm:grid-cols-3"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onPress={onKept}>
          {t("me.factor.done")}
        </Button>
        <Button onPress={() => copy(codes.join("\n"))}>
          <Icon aria-hidden className="size-4" />
          {t(copied ? "common.copied" : "me.factor.copy")}
        </Button>
      </div>
    </div>
  );
}
