import type { Problem } from "../api/client.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { whyNot } from "./account.ts";

/** A problem said at once, also to who does not see; nothing where there is none. */
export function WhyNot({ problem }: { readonly problem: Problem | null }) {
  const { t } = useI18n();
  return <div role="alert">{problem && <p className="text-sm text-danger-ink">{t(whyNot(problem))}</p>}</div>;
}
