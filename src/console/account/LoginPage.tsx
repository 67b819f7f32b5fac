import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Problem } from "../api/client.ts";
import { meQuery } from "../api/queries.ts";
import { signIn } from "../api/session.ts";
import { useI18n } from "../i18n/I18n.tsx";
import type { TextKey } from "../i18n/texts.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { CodePage } from "./CodePage.tsx";
import { DoorFrame } from "./DoorFrame.tsx";

interface LoginPageProps {
  /** Somebody was signed in on this page until the session ended. */
  readonly ended?: boolean;
}

export function LoginPage({ ended = false }: LoginPageProps) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [needsCode, setNeedsCode] = useState(false);

  const enter = async () => {
    await client.resetQueries(meQuery);
    void client.invalidateQueries();
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await signIn(email.trim(), password);
    setProblem(result.ok ? null : result.error);
    if (result.ok && result.value.twoFactorRedirect) setNeedsCode(true);
    else if (result.ok) await enter();
    setBusy(false);
  };

  if (needsCode) {
    const back = (over: Problem | null) => {
      setNeedsCode(false);
      setPassword("");
      setProblem(over && { ...over, code: "over" });
    };
    return <CodePage onIn={enter} onBack={back} />;
  }

  return (
    <DoorFrame title={t("login.title")} lead={t(ended ? "login.ended" : "login.lead")}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={t("login.email")}
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          required
          autoFocus
          latin
        />
        <Field
          label={t("login.password")}
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          required
          latin
        />
        <div role="alert">
          {problem && (
            <p className="rounded-field bg-danger-soft px-3 py-2 text-sm text-danger-ink">{t(whyOf(problem))}</p>
          )}
        </div>
        <Button look="primary" type="submit" isPending={busy}>
          {t("login.submit")}
        </Button>
      </form>
    </DoorFrame>
  );
}

function whyOf(problem: Problem): TextKey {
  if (problem.code === "over") return "login.code.over";
  if (problem.status === 429) return "login.many";
  return problem.status === 0 || problem.status >= 500 ? "login.unreachable" : "login.wrong";
}
