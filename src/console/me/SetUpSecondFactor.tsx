import { type FormEvent, useState } from "react";
import type { Problem } from "../api/client.ts";
import { giveCode } from "../api/session.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { QrCode } from "../ui/QrCode.tsx";
import type { SetUp } from "./account.ts";
import { WhyNot } from "./WhyNot.tsx";

interface SetUpSecondFactorProps {
  readonly setUp: SetUp;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The picture for the app, and the first code as the proof that it was read. */
export function SetUpSecondFactor({ setUp, onDone, onCancel }: SetUpSecondFactorProps) {
  const { t } = useI18n();
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const key = new URL(setUp.totpURI).searchParams.get("secret") ?? "";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await giveCode("app", code);
    setBusy(false);
    if (result.ok) onDone();
    else setProblem(result.error);
  };

  return (
    <div className="flex flex-col gap-5 sm:flex-row">
      <QrCode text={setUp.totpURI} label={t("me.factor.qr")} />
      <form onSubmit={submit} className="flex min-w-0 flex-1 flex-col gap-3">
        <p className="text-second">{t("me.factor.scan")}</p>
        <div>
          <p className="text-sm font-medium text-second">{t("me.factor.key")}</p>
          <p dir="ltr" className="code text-start text-sm select-all">
            {key.match(/.{1,4}/g)?.join(" ")}
          </p>
        </div>
        <Field
          label={t("me.factor.enter")}
          name="code"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          required
          latin
        />
        <WhyNot problem={problem} />
        <div className="flex gap-2">
          <Button look="primary" type="submit" isPending={busy}>
            {t("me.factor.confirm")}
          </Button>
          <Button look="quiet" onPress={onCancel}>
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </div>
  );
}
