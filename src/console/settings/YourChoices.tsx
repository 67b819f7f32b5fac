import { INTERFACE_LANGUAGES } from "../../pages/language/languages.ts";
import { CALENDAR_CHOICES, calendarChoice } from "../i18n/calendar.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useLanguage } from "../i18n/language.ts";
import { LANGUAGE_NAMES } from "../i18n/texts.ts";
import { useNow } from "../i18n/useNow.ts";
import { useChoice } from "../shell/choice.ts";
import { THEMES, useTheme } from "../theme/theme.ts";
import { Segments } from "../ui/Segments.tsx";
import { NewsChoices } from "./NewsChoices.tsx";
import { Panel } from "./Panel.tsx";

export function YourChoices() {
  const { t, format } = useI18n();
  const [language, setLanguage] = useLanguage();
  const [theme, setTheme] = useTheme();
  const [calendar, setCalendar] = useChoice(calendarChoice);
  const now = useNow();
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
        <div className="flex flex-col gap-1">
          <Segments
            label={t("settings.calendar")}
            value={calendar}
            options={CALENDAR_CHOICES.map((id) => ({ id, text: t(`calendar.${id}`) }))}
            onChange={setCalendar}
          />
          <p className="text-xs text-third">
            {t("settings.calendar.today", { day: format.day(new Date(now).toISOString(), now) })}
          </p>
        </div>
      </div>
      <NewsChoices />
    </Panel>
  );
}
