import { type FormEvent, useState } from "react";
import type { Problem } from "../api/client.ts";
import { type CodeKind, giveCode } from "../api/session.ts";
import { useI18n } from "../i18n/I18n.tsx";
import type { TextKey } from "../i18n/texts.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { DoorFrame } from "./DoorFrame.tsx";

interface CodePageProps {
  readonly onIn: () => Promise<void>;
  /** The sign-in is over, or the agent wants to begin again. */
  readonly onBack: (problem: Problem | null) => void;
}

/** The second factor, once the password was right. */
export function CodePage({ onIn, onBack }: CodePageProps) {
  const { t } = useI18n();
  const [kind, setKind] = useState<CodeKind>("app");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const isApp = kind === "app";

  const change = () => {
    setKind(isApp ? "backup" : "app");
    setCode("");
    setProblem(null);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await giveCode(kind, code);
    if (result.ok) await onIn();
    else if (result.error.code === "unauthenticated") return onBack(result.error);
    else setProblem(result.error);
    setBusy(false);
  };

  return (
    <DoorFrame title={t("login.code.title")} lead={t(isApp ? "login.code.lead" : "login.code.backup.lead")}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          key={kind}
          label={t(isApp ? "login.code" : "login.code.backup")}
          name="code"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          required
          autoFocus
          latin
        />
        <div role="alert">
          {problem && (
            <p className="rounded-field bg-danger-soft px-3 py-2 text-sm text-danger-ink">{t(whyOf(problem))}</p>
          )}
        </div>
        <Button look="primary" type="submit" isPending={busy}>
          {t("login.code.submit")}
        </Button>
        <div className="flex flex-wrap justify-between gap-2">
          <Button look="quiet" size="small" onPress={change}>
            {t(isApp ? "login.code.usebackup" : "login.code.useapp")}
          </Button>
          <Button look="quiet" size="small" onPress={() => onBack(null)}>
            {t("common.back")}
          </Button>
        </div>
      </form>
    </DoorFrame>
  );
}

function whyOf(problem: Problem): TextKey {
  if (problem.status === 429) return "login.many";
  return problem.status === 0 || problem.status >= 500 ? "login.unreachable" : "login.code.wrong";
}
