import { type FormEvent, useState } from "react";
import type { Result } from "../../pages/result.ts";
import type { Problem } from "../api/client.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { WhyNot } from "./WhyNot.tsx";

interface ConfirmPasswordProps<T> {
  readonly ask: (password: string) => Promise<Result<T, Problem>>;
  readonly onDone: (answer: T) => void;
  readonly onCancel: () => void;
}

/** The password once more: a page left open is not enough. */
export function ConfirmPassword<T>({ ask, onDone, onCancel }: ConfirmPasswordProps<T>) {
  const { t } = useI18n();
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await ask(password);
    setBusy(false);
    if (result.ok) onDone(result.value);
    else setProblem(result.error);
  };

  return (
    <form onSubmit={submit} className="flex max-w-96 flex-col gap-3">
      <Field
        label={t("me.confirm")}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        required
        autoFocus
        latin
      />
      <WhyNot problem={problem} />
      <div className="flex gap-2">
        <Button look="primary" type="submit" isPending={busy}>
          {t("me.confirm.submit")}
        </Button>
        <Button look="quiet" onPress={onCancel}>
          {t("common.cancel")}
        </Button>
      </div>
    </form>
  );
}
