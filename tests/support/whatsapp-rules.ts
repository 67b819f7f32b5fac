import { type ErrorAnswer, error } from "./whatsapp-faults.ts";

type Fields = Readonly<Record<string, unknown>>;

const bad = (message: string): ErrorAnswer => error(400, 100, `(#100) ${message}`);
const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? { ...value } : {});
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);

/** What the simulated platform needs to know to judge a message. */
interface Known {
  readonly isMedia: (id: string) => boolean;
  readonly isTemplate: (name: string) => boolean;
}

/** What the platform has against a message, by its documented limits; null where it takes it. */
export function objectionTo(payload: Fields, known: Known): ErrorAnswer | null {
  if (payload.messaging_product !== "whatsapp") return bad("The parameter messaging_product is required.");
  if (typeof payload.to !== "string" && typeof payload.recipient !== "string")
    return bad("The parameter to is required.");
  if (typeof payload.recipient === "string" && !/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(payload.recipient))
    return error(400, 131009, "Parameter value is not valid");
  const content = fieldsOf(payload[String(payload.type)]);
  switch (payload.type) {
    case "text":
      return long(content.body, 4096, "text['body']");
    case "image":
    case "video":
    case "document":
    case "audio":
    case "sticker":
      if (!known.isMedia(String(content.id))) return error(400, 131053, "Media upload error");
      if (content.caption === undefined) return null;
      if (payload.type === "audio" || payload.type === "sticker") return bad("Unexpected key caption.");
      return long(content.caption, 1024, "caption");
    case "interactive":
      return objectionToInteractive(content);
    case "reaction":
      return typeof content.message_id === "string" ? null : bad("Param reaction['message_id'] is required.");
    case "template":
      return known.isTemplate(String(content.name)) ? null : error(404, 132001, "Template name does not exist");
    default:
      return error(400, 131051, "Unsupported message type");
  }
}

function long(value: unknown, most: number, name: string): ErrorAnswer | null {
  if (typeof value !== "string" || value === "") return bad(`The parameter ${name} is required.`);
  return value.length > most ? bad(`Param ${name} must be at most ${most} characters long.`) : null;
}

function objectionToInteractive(interactive: Fields): ErrorAnswer | null {
  const body = long(fieldsOf(interactive.body).text, 1024, "interactive['body']['text']");
  if (body !== null) return body;
  const action = fieldsOf(interactive.action);
  switch (interactive.type) {
    case "button": {
      const buttons = listOf(action.buttons).map((button) => fieldsOf(button.reply));
      if (buttons.length < 1 || buttons.length > 3) return error(400, 131009, "Invalid buttons count");
      return objectionToChoices(buttons, 20, 256);
    }
    case "list": {
      const sections = listOf(action.sections);
      const rows = sections.flatMap((section) => listOf(section.rows));
      if (sections.length > 1 && sections.some((section) => typeof section.title !== "string"))
        return bad("Section title is required.");
      if (rows.length < 1 || rows.length > 10)
        return error(400, 131009, "Total row count exceed max allowed count: 10");
      if (rows.some((row) => String(row.description ?? "").length > 72)) return bad("Row description is too long.");
      return long(action.button, 20, "action['button']") ?? objectionToChoices(rows, 24, 200);
    }
    case "request_contact_info":
      return action.name === "request_contact_info" ? null : bad("Invalid action name.");
    default:
      return error(400, 131051, "Unsupported message type");
  }
}

function objectionToChoices(choices: readonly Fields[], title: number, id: number): ErrorAnswer | null {
  for (const choice of choices) {
    const objection = long(choice.title, title, "title") ?? long(choice.id, id, "id");
    if (objection !== null) return objection;
  }
  const areDistinct = ["title", "id"].every((key) => new Set(choices.map((one) => one[key])).size === choices.length);
  return areDistinct ? null : error(400, 131009, "Duplicate title or id");
}
