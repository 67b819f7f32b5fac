import { type FormEvent, useState } from "react";
import { INTERFACE_LANGUAGES } from "../../pages/language/languages.ts";
import type { Settings } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Choice } from "../ui/Choice.tsx";
import { Field } from "../ui/Field.tsx";
import { MinutesField } from "../ui/MinutesField.tsx";
import { Toggle } from "../ui/Toggle.tsx";
import { HoursEditor } from "./HoursEditor.tsx";
import { hoursFault } from "./hours.ts";
import { SaveBar } from "./SaveBar.tsx";
import { useSaveSettings } from "./useSaveSettings.ts";
import { ZoneField } from "./ZoneField.tsx";

interface DeskFormProps {
  readonly saved: Settings;
  readonly isAdmin: boolean;
}

/** The desk's settings. What is typed stays until it is saved, whatever arrives meanwhile. */
export function DeskForm({ saved, isAdmin }: DeskFormProps) {
  const { t, word } = useI18n();
  const [edited, setEdited] = useState<Partial<Settings>>({});
  const save = useSaveSettings();
  const settings = { ...saved, ...edited };
  const dirty = Object.keys(edited).length > 0;
  const fault = hoursFault(settings.hours);

  const edit = (change: Partial<Settings>) => {
    save.reset();
    setEdited((old) => ({ ...old, ...change }));
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(settings, { onSuccess: () => setEdited({}) });
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <fieldset disabled={!isAdmin} className="grid gap-5 md:grid-cols-2">
        <Field
          label={t("settings.organisation")}
          hint={t("settings.organisation.hint")}
          name="organisation"
          value={settings.organisation}
          onChange={(organisation) => edit({ organisation })}
          disabled={!isAdmin}
        />
        <Choice
          label={t("settings.default")}
          hint={t("settings.default.hint")}
          value={settings.defaultLanguage}
          options={INTERFACE_LANGUAGES.map((id) => ({ id, text: word("language", id) }))}
          onChange={(defaultLanguage) => edit({ defaultLanguage })}
          disabled={!isAdmin}
        />
        <ZoneField value={settings.zone} onChange={(zone) => edit({ zone })} disabled={!isAdmin} />
        <MinutesField
          label={t("settings.minutes")}
          value={settings.firstReplyMinutes}
          onChange={(firstReplyMinutes) => edit({ firstReplyMinutes })}
          disabled={!isAdmin}
        />
      </fieldset>
      <Toggle
        isSelected={settings.showAgentNames}
        onChange={(showAgentNames) => edit({ showAgentNames })}
        isDisabled={!isAdmin}
      >
        <span className="flex flex-col">
          {t("settings.names")}
          <span className="text-xs text-third">{t("settings.names.hint")}</span>
        </span>
      </Toggle>
      <HoursEditor hours={settings.hours} onChange={(hours) => edit({ hours })} disabled={!isAdmin} />
      {fault && (
        <p role="alert" className="text-sm text-danger-ink">
          {t(`settings.hours.${fault}`)}
        </p>
      )}
      {isAdmin && (
        <SaveBar
          dirty={dirty}
          sound={fault === null}
          saving={save.isPending}
          saved={save.isSuccess}
          problem={save.error}
          onCancel={() => setEdited({})}
        />
      )}
    </form>
  );
}
