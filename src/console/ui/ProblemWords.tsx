import type { Problem } from "../api/client.ts";
import { problemDetail, problemKey } from "../api/problem-words.ts";
import { useI18n } from "../i18n/I18n.tsx";

interface ProblemWordsProps {
  readonly problem: Problem;
  /** Instead of the sentence that fits such problems anywhere. */
  readonly said?: string | undefined;
  /** Instead of the part of the server's words that helps anywhere. */
  readonly detail?: string | undefined;
}

/** Why something was not done, in the reader's language; below it, small, what the server says of it in English. */
export function ProblemWords({ problem, said, detail = problemDetail(problem) }: ProblemWordsProps) {
  const { t } = useI18n();
  return (
    <>
      {said ?? t(problemKey(problem))}
      {detail && (
        <small className="block text-xs whitespace-pre-line">
          <bdi lang="en">{detail}</bdi>
        </small>
      )}
    </>
  );
}
