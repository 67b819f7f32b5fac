import { CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useConnection } from "../api/live.ts";
import { useI18n } from "../i18n/I18n.tsx";

/** A line that comes back at once is nobody's business. */
const PATIENCE_MS = 2_500;

export function OfflineBar() {
  const { t } = useI18n();
  const lost = useConnection() === "lost";
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!lost) return setShown(false);
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [lost]);
  return (
    <div role="status">
      {shown && (
        <p className="flex items-center justify-center gap-2 bg-warm-soft px-4 py-1.5 text-sm text-warm-ink">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          {t("offline.lost")}
        </p>
      )}
    </div>
  );
}
