import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { meQuery } from "../api/queries.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Panel } from "../settings/Panel.tsx";
import { Button } from "../ui/Button.tsx";
import { Tag } from "../ui/Tag.tsx";
import { beginSecondFactor, endSecondFactor, newBackupCodes, type SetUp, sessionsQuery } from "./account.ts";
import { BackupCodes } from "./BackupCodes.tsx";
import { ConfirmPassword } from "./ConfirmPassword.tsx";
import { SetUpSecondFactor } from "./SetUpSecondFactor.tsx";

type Step =
  | { readonly at: "rest" | "begin" | "stop" | "codes" }
  | { readonly at: "setup"; readonly setUp: SetUp }
  | { readonly at: "show"; readonly codes: readonly string[] };

const REST: Step = { at: "rest" };

/** Set up, shown, renewed or taken off, one step at a time. */
export function SecondFactor({ on }: { readonly on: boolean }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [step, setStep] = useState<Step>(REST);
  const rest = () => setStep(REST);
  // The session is another one from then on.
  const renew = () => Promise.all([client.invalidateQueries(meQuery), client.invalidateQueries(sessionsQuery)]);
  const show = (codes: readonly string[]) => setStep({ at: "show", codes });

  return (
    <Panel title={t("me.factor")} hint={t("me.factor.hint")}>
      <div role="status">
        <Tag tone={on ? "soft" : "plain"}>{t(on ? "me.factor.on" : "me.factor.off")}</Tag>
      </div>
      {step.at === "rest" && !on && (
        <Button look="primary" className="w-fit" onPress={() => setStep({ at: "begin" })}>
          {t("me.factor.start")}
        </Button>
      )}
      {step.at === "rest" && on && (
        <div className="flex flex-wrap gap-2">
          <Button onPress={() => setStep({ at: "codes" })}>{t("me.factor.codes")}</Button>
          <Button onPress={() => setStep({ at: "stop" })}>{t("me.factor.stop")}</Button>
        </div>
      )}
      {step.at === "begin" && (
        <ConfirmPassword ask={beginSecondFactor} onDone={(setUp) => setStep({ at: "setup", setUp })} onCancel={rest} />
      )}
      {step.at === "setup" && (
        <SetUpSecondFactor
          setUp={step.setUp}
          onCancel={rest}
          onDone={() => void renew().finally(() => show(step.setUp.backupCodes))}
        />
      )}
      {step.at === "codes" && (
        <ConfirmPassword ask={newBackupCodes} onDone={({ backupCodes }) => show(backupCodes)} onCancel={rest} />
      )}
      {step.at === "show" && <BackupCodes codes={step.codes} onKept={rest} />}
      {step.at === "stop" && (
        <ConfirmPassword ask={endSecondFactor} onCancel={rest} onDone={() => void renew().finally(rest)} />
      )}
    </Panel>
  );
}
