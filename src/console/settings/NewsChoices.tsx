import { useState } from "react";
import { useI18n } from "../i18n/I18n.tsx";
import { mayShowNotices, noticeChoice, noticesAreOffered, ring, soundChoice } from "../shell/bell.ts";
import { useChoice } from "../shell/choice.ts";
import { Toggle } from "../ui/Toggle.tsx";

/** How the reader wants to hear of a conversation that is new in the queue. */
export function NewsChoices() {
  const { t } = useI18n();
  const [sound, setSound] = useChoice(soundChoice);
  const [notices, setNotices] = useChoice(noticeChoice);
  const [refused, setRefused] = useState(false);

  const chooseSound = (on: boolean) => {
    setSound(on ? "on" : "off");
    if (on) ring();
  };
  const chooseNotices = async (on: boolean) => {
    const allowed = !on || (await mayShowNotices());
    setRefused(!allowed);
    setNotices(on && allowed ? "on" : "off");
  };

  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="text-sm font-medium text-second">{t("settings.news")}</legend>
      <Toggle isSelected={sound === "on"} onChange={chooseSound}>
        {t("settings.sound")}
      </Toggle>
      <Toggle isSelected={notices === "on"} onChange={chooseNotices} isDisabled={!noticesAreOffered()}>
        {t("settings.notices")}
      </Toggle>
      <p role="status" className="text-xs text-third">
        {!noticesAreOffered() ? t("settings.notices.https") : refused ? t("settings.notices.refused") : null}
      </p>
    </fieldset>
  );
}
