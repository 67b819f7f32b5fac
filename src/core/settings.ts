import type { ReplyLanguage } from "./reading.ts";

export const WEEKDAYS = ["sat", "sun", "mon", "tue", "wed", "thu", "fri"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** "HH:MM" in the desk's own zone; "24:00" ends a day. */
export type Period = readonly [from: string, to: string];

/** Opening times by weekday. A missing day is closed. */
export type OpeningHours = Readonly<Partial<Record<Weekday, readonly Period[]>>>;

export interface Settings {
  readonly organisation: string;
  readonly defaultLanguage: ReplyLanguage;
  /** IANA name, as `Asia/Tehran`. */
  readonly zone: string;
  /** Null: always open. */
  readonly hours: OpeningHours | null;
  /** Working minutes within which a person first answers. */
  readonly firstReplyMinutes: number;
  /** Customers read the name of the agent who answers; else they read "a colleague". */
  readonly showAgentNames: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  organisation: "",
  defaultLanguage: "fa",
  zone: "Asia/Tehran",
  hours: null,
  firstReplyMinutes: 30,
  showAgentNames: true,
};
