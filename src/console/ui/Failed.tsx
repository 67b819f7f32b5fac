import { CloudOff } from "lucide-react";
import type { Problem } from "../api/client.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Blank } from "./Blank.tsx";
import { Button } from "./Button.tsx";

interface FailedProps {
  readonly title: string;
  readonly problem: Problem;
  readonly onRetry: () => void;
}

export function Failed({ title, problem, onRetry }: FailedProps) {
  const { t } = useI18n();
  const why = problem.status === 0 ? t("error.offline") : <bdi>{problem.hint || problem.message}</bdi>;
  return (
    <Blank alert icon={CloudOff} title={title} hint={why}>
      <Button onPress={onRetry}>{t("common.retry")}</Button>
    </Blank>
  );
}
