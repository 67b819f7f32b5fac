import type { Button } from "../../src/ports/channel.ts";

/** The platform's limits, in UTF-16 units. */
const BODY = 1024;
const BUTTONS = 3;
const BUTTON_TITLE = 20;
const ROWS = 10;
const ROW_TITLE = 24;
const ROW_DESCRIPTION = 72;
/** Stands on the button that opens the list; a sign, since the adapter does not know the customer's language. */
const OPEN_LIST = "☰";

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * The interactive form of a text with choices: up to three buttons, else a list. Labels too long for a button make a
 * list as well, where the whole label stands below its cut title.
 * @returns null where it has none: the text is too long for one, or there are too many choices
 */
export function interactiveOf(text: string, buttons: readonly Button[]): object | null {
  if (text === "" || text.length > BODY || buttons.length === 0 || buttons.length > ROWS) return null;
  const body = { text };
  if (buttons.length <= BUTTONS && buttons.every(({ label }) => label.length <= BUTTON_TITLE) && areDistinct(buttons)) {
    const replies = buttons.map(({ id, label }) => ({ type: "reply", reply: { id, title: label } }));
    return { type: "button", body, action: { buttons: replies } };
  }
  const rows = titlesOf(buttons).map((title, nth) => {
    const { id = "", label = "" } = buttons[nth] ?? {};
    return { id, title, ...(title !== label && { description: cut(label, ROW_DESCRIPTION) }) };
  });
  return { type: "list", body, action: { button: OPEN_LIST, sections: [{ rows }] } };
}

/** Asks for the customer's number: the platform shows a button of its own, in their language. */
export function numberRequestOf(text: string): object | null {
  if (text === "" || text.length > BODY) return null;
  return { type: "request_contact_info", body: { text }, action: { name: "request_contact_info" } };
}

/**
 * The text with its choices written below, to be typed back in the same words that a press would give. Where they do not
 * fit, the text goes alone.
 */
export function textWithChoices(text: string, buttons: readonly Button[], most: number): string {
  const lines = [text, ...buttons.map(({ label }) => `• ${label}`)];
  const whole = lines.filter((line) => line !== "").join("\n");
  return whole.length > most ? text : whole;
}

const areDistinct = (buttons: readonly Button[]): boolean =>
  new Set(buttons.map(({ label }) => label)).size === buttons.length;

/** Titles must differ: those that became alike by cutting are numbered. */
function titlesOf(buttons: readonly Button[]): readonly string[] {
  const titles = buttons.map(({ label }) => cut(label, ROW_TITLE));
  if (new Set(titles).size === titles.length) return titles;
  return buttons.map(({ label }, nth) => cut(`${nth + 1}. ${label}`, ROW_TITLE));
}

/** At most `most` units, ending in an ellipsis where something was left out; no letter loses its marks. */
function cut(label: string, most: number): string {
  if (label.length <= most) return label;
  let kept = "";
  for (const { segment } of graphemes.segment(label)) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
