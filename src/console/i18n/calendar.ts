import { CALENDARS } from "../../pages/language/format.ts";
import { createChoice } from "../shell/choice.ts";

/** `usual` follows the language. */
export const CALENDAR_CHOICES = ["usual", ...CALENDARS] as const;
export const calendarChoice = createChoice("calendar", CALENDAR_CHOICES);
