import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../i18n/I18n.tsx";

/** A tracking code, copied by pressing it. */
export function CopyCode({ code }: { readonly code: string }) {
  const { t } = useI18n();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // Without https the browser offers no clipboard; the code can still be selected by hand.
    await navigator.clipboard?.writeText(code);
    setCopied(Boolean(navigator.clipboard));
  };
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      onBlur={() => setCopied(false)}
      title={t("known.code.copy")}
      className="inline-flex items-center gap-2 rounded-md font-semibold hover:text-accent"
    >
      <Icon aria-hidden className="size-3.5 text-faint" />
      <bdi className="code select-text">{code}</bdi>
      <span role="status" className="sr-only">
        {copied && t("known.code.copied")}
      </span>
    </button>
  );
}
