import { CloudOff } from "lucide-react";
import type { Problem } from "../api/client.ts";
import { worthRetrying } from "../api/problem-words.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Blank } from "./Blank.tsx";
import { Button } from "./Button.tsx";
import { ProblemWords } from "./ProblemWords.tsx";

interface FailedProps {
  readonly title: string;
  readonly problem: Problem;
  readonly onRetry: () => void;
}

export function Failed({ title, problem, onRetry }: FailedProps) {
  const { t } = useI18n();
  return (
    <Blank alert icon={CloudOff} title={title} hint={<ProblemWords problem={problem} />}>
      {worthRetrying(problem) && <Button onPress={onRetry}>{t("common.retry")}</Button>}
    </Blank>
  );
}
