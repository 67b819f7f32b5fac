import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Problem } from "../api/client.ts";
import { agentsQuery, meQuery } from "../api/queries.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Panel } from "../settings/Panel.tsx";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { changeName } from "./account.ts";
import { WhyNot } from "./WhyNot.tsx";

/** What colleagues and customers call the agent. */
export function NamePanel({ name }: { readonly name: string }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [next, setNext] = useState(name);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState(false);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await changeName(next.trim());
    setBusy(false);
    setDone(result.ok);
    setProblem(result.ok ? null : result.error);
    if (!result.ok) return;
    await Promise.all([client.invalidateQueries(meQuery), client.invalidateQueries(agentsQuery)]);
  };

  return (
    <Panel title={t("me.name")}>
      <form onSubmit={submit} className="flex max-w-96 flex-col gap-3">
        <Field
          label={t("setup.name")}
          name="name"
          autoComplete="name"
          hint={t("setup.name.hint")}
          value={next}
          onChange={(typed) => {
            setNext(typed);
            setDone(false);
          }}
          required
        />
        <WhyNot problem={problem} />
        <div role="status">{done && <p className="text-sm text-second">{t("common.saved")}</p>}</div>
        <Button type="submit" isPending={busy} className="w-fit">
          {t("common.save")}
        </Button>
      </form>
    </Panel>
  );
}
