import { TriangleAlert, X, Zap } from "lucide-react";
import type { ReactNode } from "react";
import type { Problem } from "../api/client.ts";
import { noteInFlight, useInFlight } from "../api/in-flight.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { ProblemWords } from "../ui/ProblemWords.tsx";

interface NoticesProps {
  readonly id: string;
  readonly problem: Problem | null;
  readonly onClose: () => void;
}

/** Between the words and the composer: what the agent must know before writing on. */
export function Notices({ id, problem, onClose }: NoticesProps) {
  const { t } = useI18n();
  const inFlight = useInFlight(id);
  return (
    <div role="status" className="flex flex-col gap-2 px-3 empty:hidden md:px-6">
      {inFlight && (
        <Strip icon={<Zap aria-hidden className={ICON} />} onClose={() => noteInFlight(id, false)}>
          {t("message.inflight")}
        </Strip>
      )}
      {problem && (
        <Strip icon={<TriangleAlert aria-hidden className={ICON} />} onClose={onClose}>
          <MoveProblem problem={problem} />
        </Strip>
      )}
    </div>
  );
}

const ICON = "size-4 shrink-0";

function MoveProblem({ problem }: { readonly problem: Problem }) {
  const { t } = useI18n();
  if (problem.code === "stale_epoch") return t("act.stale");
  if (problem.status === 0) return t("act.offline");
  return (
    <>
      {t("act.failed")} <ProblemWords problem={problem} />
    </>
  );
}

interface StripProps {
  readonly icon: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function Strip({ icon, onClose, children }: StripProps) {
  const { t } = useI18n();
  return (
    <p className="flex items-center gap-2 rounded-field bg-warm-soft ps-3 text-sm text-warm-ink">
      {icon}
      <span className="flex-1 py-2">{children}</span>
      <button type="button" aria-label={t("common.close")} onClick={onClose} className="grid size-9 place-items-center">
        <X aria-hidden className="size-4" />
      </button>
    </p>
  );
}
