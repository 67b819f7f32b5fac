import { type FormEvent, useState } from "react";
import type { Problem } from "../api/client.ts";
import { setPassword } from "../api/session.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { DoorFrame } from "./DoorFrame.tsx";

const PASSWORD_CHARACTERS = 10;

/** A new password from a one-time link, which the operator makes with `npm run admin -- reset`. */
export function ResetPage() {
  const { t, format } = useI18n();
  const token = new URLSearchParams(location.search).get("token") ?? "";
  const [password, setNew] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await setPassword(token, password);
    setBusy(false);
    // A whole load, so that the token leaves the address; the agent then signs in.
    if (result.ok) location.replace("/");
    else setProblem(result.error);
  };

  return (
    <DoorFrame title={t("reset.title")} lead={t("reset.lead")}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={t("reset.password")}
          name="password"
          type="password"
          autoComplete="new-password"
          hint={t("setup.password.hint", { count: format.number(PASSWORD_CHARACTERS) })}
          minLength={PASSWORD_CHARACTERS}
          value={password}
          onChange={setNew}
          required
          autoFocus
          latin
        />
        <div role="alert">
          {problem && (
            <p className="rounded-field bg-danger-soft px-3 py-2 text-sm text-danger-ink">
              {t(problem.status === 0 || problem.status >= 500 ? "login.unreachable" : "reset.expired")}
            </p>
          )}
        </div>
        <Button look="primary" type="submit" isPending={busy}>
          {t("reset.submit")}
        </Button>
      </form>
    </DoorFrame>
  );
}
