import type { ChannelAccount } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Toggle } from "../ui/Toggle.tsx";
import type { ChannelSetting } from "./accounts.ts";

interface SettingFieldProps {
  readonly channel: string;
  readonly setting: ChannelSetting;
  /** As the server shows it: the value, `true` for a secret that is set, undefined for what is not set. */
  readonly shown: ChannelAccount["settings"][string] | undefined;
  /** Undefined: untouched; null: to be taken away. */
  readonly typed: string | null | undefined;
  readonly onChange: (typed: string | null | undefined) => void;
  readonly autoFocus: boolean;
}

/** Settings that are on (`1`) or not there. */
const SWITCHES: ReadonlySet<string> = new Set(["pull"]);

export function SettingField({ channel, setting, shown, typed, onChange, autoFocus }: SettingFieldProps) {
  const { t, word } = useI18n();
  const { name, required, secret } = setting;
  const label = word(`setting.${channel}`, name, "setting");
  const hint = word(`setting-hint.${channel}`, name, "setting-hint");
  const kept = shown === true;
  const value = typed ?? (kept || typed === null ? "" : (shown ?? ""));

  if (SWITCHES.has(name)) {
    return (
      <Toggle isSelected={value === "1"} onChange={(on) => onChange(on ? "1" : "")}>
        <span className="flex flex-col">
          {label}
          <span className="text-xs text-third">{hint}</span>
        </span>
      </Toggle>
    );
  }
  return (
    <div className="flex flex-col items-start gap-1 *:first:w-full">
      <Field
        label={required ? label : t("channels.optional", { name: label })}
        name={name}
        type={secret ? "password" : "text"}
        hint={typed === null ? t("channels.secret.goes") : kept ? `${t("channels.secret.set")} ${hint}` : hint}
        // Browsers would offer the reader's own password otherwise.
        autoComplete={secret ? "new-password" : "off"}
        value={value}
        onChange={onChange}
        required={required && shown === undefined}
        disabled={typed === null}
        autoFocus={autoFocus}
        latin
      />
      {kept && !required && (
        <Button look="quiet" size="small" onPress={() => onChange(typed === null ? undefined : null)}>
          {t(typed === null ? "channels.secret.keep" : "channels.secret.remove", { name: label })}
        </Button>
      )}
    </div>
  );
}
