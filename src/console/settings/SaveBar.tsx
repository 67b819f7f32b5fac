import type { Problem } from "../api/client.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { ProblemWords } from "../ui/ProblemWords.tsx";

interface SaveBarProps {
  readonly dirty: boolean;
  readonly sound: boolean;
  readonly saving: boolean;
  readonly saved: boolean;
  readonly problem: Problem | null;
  readonly onCancel: () => void;
}

export function SaveBar({ dirty, sound, saving, saved, problem, onCancel }: SaveBarProps) {
  const { t } = useI18n();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button look="primary" type="submit" isDisabled={!dirty || !sound} isPending={saving}>
        {saving ? t("common.saving") : t("common.save")}
      </Button>
      {dirty && (
        <Button look="quiet" onPress={onCancel}>
          {t("common.cancel")}
        </Button>
      )}
      <p role="status" className="text-sm">
        {problem && (
          <span className="text-danger-ink">
            {t("settings.error")} <ProblemWords problem={problem} />
          </span>
        )}
        {saved && !dirty && <span className="text-accent">{t("common.saved")}</span>}
      </p>
    </div>
  );
}
