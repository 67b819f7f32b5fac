import { INTERFACE_LANGUAGES } from "../../pages/language/languages.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useLanguage } from "../i18n/language.ts";
import { LANGUAGE_NAMES } from "../i18n/texts.ts";
import { THEMES, useTheme } from "../theme/theme.ts";
import { Segments } from "../ui/Segments.tsx";
import { Panel } from "./Panel.tsx";

export function YourChoices() {
  const { t } = useI18n();
  const [language, setLanguage] = useLanguage();
  const [theme, setTheme] = useTheme();
  return (
    <Panel title={t("settings.you")} hint={t("settings.you.hint")}>
      <div className="flex flex-wrap gap-6">
        <Segments
          label={t("settings.language")}
          value={language}
          options={INTERFACE_LANGUAGES.map((id) => ({ id, text: LANGUAGE_NAMES[id] }))}
          onChange={setLanguage}
        />
        <Segments
          label={t("settings.theme")}
          value={theme}
          options={THEMES.map((id) => ({ id, text: t(`theme.${id}`) }))}
          onChange={setTheme}
        />
      </div>
    </Panel>
  );
}
