import { Check } from "lucide-react";
import { useKeepPromise } from "../api/promises.ts";
import type { MadePromise } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";
import { Button } from "../ui/Button.tsx";
import { ProblemWords } from "../ui/ProblemWords.tsx";
import { Section } from "./Section.tsx";

const INKS = { open: "text-second", kept: "text-third", missed: "text-danger-ink" } as const;

interface PromisesProps {
  readonly conversationId: string;
  readonly promises: readonly MadePromise[];
}

/** What was said in so many words: the customer waits for it, whoever said it. */
export function Promises({ conversationId, promises }: PromisesProps) {
  const { t } = useI18n();
  if (promises.length === 0) return null;
  return (
    <Section title={t("known.promises")}>
      <ul className="flex flex-col gap-2">
        {promises.map((promise) => (
          <Promised key={promise.id} conversationId={conversationId} promise={promise} />
        ))}
      </ul>
    </Section>
  );
}

interface PromisedProps {
  readonly conversationId: string;
  readonly promise: MadePromise;
}

function Promised({ conversationId, promise: { id, words, dueAt, state, warned } }: PromisedProps) {
  const { t, word, format } = useI18n();
  const now = useNow();
  const { mutate, isPending, error } = useKeepPromise(conversationId);
  return (
    <li className="flex flex-col gap-0.5">
      <q dir="auto">{words}</q>
      <span className="flex items-center justify-between gap-2">
        <span className={`text-sm ${warned && state === "open" ? "text-warm-ink" : INKS[state]}`}>
          <time dateTime={dueAt}>{format.moment(dueAt, now)}</time> · {word("promise", state)}
        </span>
        {state === "open" && (
          <Button look="quiet" size="small" isDisabled={isPending} onPress={() => mutate(id)}>
            <Check aria-hidden className="size-4" />
            {t("promise.keep")}
          </Button>
        )}
      </span>
      {error && (
        <span role="alert" className="text-xs text-danger-ink">
          <ProblemWords problem={error} />
        </span>
      )}
    </li>
  );
}
