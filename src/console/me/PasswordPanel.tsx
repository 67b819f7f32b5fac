import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Problem } from "../api/client.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Panel } from "../settings/Panel.tsx";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { changePassword, sessionsQuery } from "./account.ts";
import { WhyNot } from "./WhyNot.tsx";

const PASSWORD_CHARACTERS = 10;

export function PasswordPanel() {
  const { t, format } = useI18n();
  const client = useQueryClient();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState(false);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await changePassword(current, next);
    setBusy(false);
    setDone(result.ok);
    setProblem(result.ok ? null : result.error);
    if (!result.ok) return;
    setCurrent("");
    setNext("");
    await client.invalidateQueries(sessionsQuery);
  };

  return (
    <Panel title={t("me.password")} hint={t("me.password.hint")}>
      <form onSubmit={submit} className="flex max-w-96 flex-col gap-3">
        <Field
          label={t("me.password.now")}
          name="current"
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          required
          latin
        />
        <Field
          label={t("reset.password")}
          name="new"
          type="password"
          autoComplete="new-password"
          hint={t("setup.password.hint", { count: format.number(PASSWORD_CHARACTERS) })}
          minLength={PASSWORD_CHARACTERS}
          value={next}
          onChange={setNext}
          required
          latin
        />
        <WhyNot problem={problem} />
        <div role="status">{done && <p className="text-sm text-second">{t("me.password.done")}</p>}</div>
        <Button type="submit" isPending={busy} className="w-fit">
          {t("reset.submit")}
        </Button>
      </form>
    </Panel>
  );
}
