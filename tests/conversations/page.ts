import type { Heard, Played } from "./play.ts";
import type { Place } from "./scene.ts";

const COMMAND = "npm run -s conversations";

/** The page as it must be now. */
export function conversationsPage(
  places: readonly { readonly place: Place; readonly played: readonly Played[] }[],
): string {
  return [
    "# Conversations",
    `<!-- Made by \`${COMMAND}\` from tests/conversations: change the scenes or the phrases, not this. -->`,
    "Ten whole conversations a language with the offline engine, played through the real desk: intake, turns, clocks, commands and a database; only the clock is set by the scene. What an article or the shop's system says is laid in by the scene. The tracking codes are counted instead of drawn.\n\nUnder each message of the desk stands why it was said: the rule that decided and its reasons, and the change of owner it told of.",
    ...places.flatMap(({ place, played }) => [
      `## ${place.heading}`,
      ...played.map((one, n) => scene(place, one, n + 1)),
    ]),
    "",
  ].join("\n\n");
}

function scene(place: Place, { scene: { title, look, channel }, heard }: Played, number: number): string {
  const lines = heard.map((message, n) => line(place, message, heard[n - 1]));
  return [
    `### ${number}. ${title}`,
    channel ? `${look} *By SMS.*` : look,
    ...(place.language === "en" ? lines : ['<div dir="rtl">', ...lines, "</div>"]),
  ].join("\n\n");
}

const WHO = {
  fa: { customer: "مشتری", bot: "دستیار", system: "میز" },
  ar: { customer: "العميل", bot: "المساعد", system: "المكتب" },
  en: { customer: "Customer", bot: "Assistant", system: "Desk" },
} as const;

function line(
  { language, zone }: Place,
  { author, who, text, at, buttons, why }: Heard,
  before: Heard | undefined,
): string {
  const day = (instant: Date) => new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "long" }).format(instant);
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(at);
  const when = before && day(before.at) === day(at) ? clock : `${day(at)} ${clock}`;
  const name = author === "agent" ? who : WHO[language][author];
  const words = text.split("\n").join("  \n");
  const shown = buttons.length > 0 ? `  \n${buttons.map((label) => `[${label}]`).join(" ")}` : "";
  const because = author === "customer" || author === "agent" || why === "" ? "" : `  \n<sub dir="ltr">${why}</sub>`;
  return `**${when} · ${name}**  \n${words}${shown}${because}`;
}
