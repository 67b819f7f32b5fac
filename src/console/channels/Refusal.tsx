import type { Problem } from "../api/client.ts";
import { useI18n } from "../i18n/I18n.tsx";

/** Why the server did not take a change and what to do about it, said at once; nothing where it did. */
export function Refusal({ problem }: { readonly problem: Problem | null }) {
  const { t } = useI18n();
  return (
    <div role="alert" className="text-sm text-danger-ink empty:hidden">
      {problem && (
        <>
          <p className="font-medium">{t("settings.error")}</p>
          <p className="whitespace-pre-line">
            <bdi>
              {problem.status === 0 ? t("error.offline") : [problem.message, problem.hint].filter(Boolean).join("\n")}
            </bdi>
          </p>
        </>
      )}
    </div>
  );
}
