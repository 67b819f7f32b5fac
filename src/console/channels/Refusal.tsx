import type { Problem } from "../api/client.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { ProblemWords } from "../ui/ProblemWords.tsx";

interface RefusalProps {
  readonly problem: Problem | null;
  readonly said?: string | undefined;
  /** What the server says of a value it refused, where only a part of it fits here. */
  readonly detail?: string | undefined;
}

/** Why the server did not take a change and what to do about it, said at once; nothing where it did. */
export function Refusal({ problem, said, detail }: RefusalProps) {
  const { t } = useI18n();
  return (
    <div role="alert" className="text-sm text-danger-ink empty:hidden">
      {problem && (
        <>
          <p className="font-medium">{t("settings.error")}</p>
          <p>
            <ProblemWords problem={problem} said={said} detail={detail ?? fullDetail(problem)} />
          </p>
        </>
      )}
    </div>
  );
}

/** A setting of a channel is mended by what the hint says. */
const fullDetail = ({ code, message, hint }: Problem): string | undefined =>
  code === "invalid" ? [message, hint].filter(Boolean).join("\n") : undefined;
