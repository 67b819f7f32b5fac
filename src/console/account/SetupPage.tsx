import { type FormEvent, useState } from "react";
import type { Problem } from "../api/client.ts";
import { setUp } from "../api/session.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { ProblemWords } from "../ui/ProblemWords.tsx";
import { DoorFrame } from "./DoorFrame.tsx";

const PASSWORD_CHARACTERS = 10;

/** An account made from a one-time link: the first admin's, which the server prints, or an invited colleague's. */
export function SetupPage() {
  const { t, format } = useI18n();
  const token = new URLSearchParams(location.search).get("token");
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  if (!token) {
    return (
      <DoorFrame title={t("setup.title")} lead={t("setup.nolink")}>
        <a href="/" className="flex min-h-10 items-center justify-center font-semibold text-accent">
          {t("setup.tosignin")}
        </a>
      </DoorFrame>
    );
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await setUp({ token, name: name.trim(), email: email.trim(), password });
    setBusy(false);
    // A whole load, so that the token leaves the address and nothing of this page stays.
    if (result.ok) location.replace("/");
    else setProblem(result.error);
  };

  return (
    <DoorFrame title={t("setup.title")} lead={t("setup.lead")}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={t("setup.name")}
          name="name"
          autoComplete="name"
          hint={t("setup.name.hint")}
          value={name}
          onChange={setName}
          required
          autoFocus
        />
        <Field
          label={t("login.email")}
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          required
          latin
        />
        <Field
          label={t("login.password")}
          name="password"
          type="password"
          autoComplete="new-password"
          hint={t("setup.password.hint", { count: format.number(PASSWORD_CHARACTERS) })}
          minLength={PASSWORD_CHARACTERS}
          value={password}
          onChange={setPassword}
          required
          latin
        />
        <div role="alert">{problem && <SetupProblem problem={problem} />}</div>
        <Button look="primary" type="submit" isPending={busy}>
          {t("setup.submit")}
        </Button>
      </form>
    </DoorFrame>
  );
}

function SetupProblem({ problem }: { readonly problem: Problem }) {
  const { t } = useI18n();
  const silent = problem.status === 0 || problem.status >= 500;
  const key = silent ? "login.unreachable" : keyOf(problem.status);
  return (
    <div className="rounded-field bg-danger-soft px-3 py-2 text-sm text-danger-ink">
      <ProblemWords problem={problem} said={t(key)} detail={key === "setup.invalid" ? problem.message : ""} />
    </div>
  );
}

function keyOf(status: number) {
  if (status === 403) return "setup.expired";
  return status === 409 ? "setup.taken" : "setup.invalid";
}
