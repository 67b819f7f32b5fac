import { Check, Copy } from "lucide-react";
import { useI18n } from "../i18n/I18n.tsx";
import { useCopied } from "../ui/useCopied.ts";

/** A tracking code, copied by pressing it. */
export function CopyCode({ code }: { readonly code: string }) {
  const { t } = useI18n();
  const { copied, copy, forget } = useCopied();
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={() => copy(code)}
      onBlur={forget}
      title={t("known.code.copy")}
      className="inline-flex items-center gap-2 rounded-md font-semibold hover:text-accent"
    >
      <Icon aria-hidden className="size-3.5 text-faint" />
      <bdi className="code select-text">{code}</bdi>
      <span role="status" className="sr-only">
        {copied && t("common.copied")}
      </span>
    </button>
  );
}
