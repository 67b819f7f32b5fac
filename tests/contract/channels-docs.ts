import { readFileSync } from "node:fs";
import { CHANNEL_KINDS, type ChannelKindName } from "../../adapters/registry.ts";
import { webAdapter } from "../../adapters/web/index.ts";
import { CHANNEL_VARIABLES } from "../../src/channel-variables.ts";
import type { ChannelAdapter, ChannelLimits } from "../../src/ports/channel.ts";
import { kavenegarByPull, kavenegarByPush } from "../adapters/sms/kavenegar/case.ts";
import { twilioCase } from "../adapters/sms/twilio/case.ts";
import { telegramByPolling, telegramByWebhook } from "../adapters/telegram/case.ts";
import { whatsappCase } from "../adapters/whatsapp/case.ts";
import { linkedPhone } from "../adapters/whatsapp-web/case.ts";
import type { ChannelCase } from "./channel.ts";

const COMMAND = "npm run -s channels:docs";

interface Shown {
  readonly title: string;
  readonly kind: ChannelKindName | null;
  /** Its folder below `adapters`. */
  readonly folder: string;
  /** Of a folder with several platforms: which of them. */
  readonly platform?: string;
  /** By the name of the way; empty: there is one. */
  readonly cases: Readonly<Record<string, ChannelCase>>;
  /** Of a channel that the suite does not play, and why not. */
  readonly unplayed?: { readonly adapter: () => ChannelAdapter; readonly because: string };
}

const SHOWN: readonly Shown[] = [
  {
    title: "Web chat",
    kind: null,
    folder: "web",
    cases: {},
    unplayed: { adapter: webAdapter, because: "there is no platform: its page reads the desk's own record" },
  },
  {
    title: "Telegram",
    kind: "telegram",
    folder: "telegram",
    cases: { "by webhook": telegramByWebhook, "by polling": telegramByPolling },
  },
  { title: "WhatsApp, Cloud API", kind: "whatsapp", folder: "whatsapp", cases: { "": whatsappCase } },
  {
    title: "WhatsApp, linked phone",
    kind: "whatsapp-web",
    folder: "whatsapp-web",
    cases: { "": linkedPhone },
  },
  { title: "SMS, Twilio", kind: "twilio", folder: "sms", platform: "Twilio", cases: { "": twilioCase } },
  {
    title: "SMS, Kavenegar",
    kind: "kavenegar",
    folder: "sms",
    platform: "Kavenegar",
    cases: { "by push": kavenegarByPush, "by pull": kavenegarByPull },
  },
];

/** A channel with an adapter of each way to it. */
interface Opened extends Shown {
  readonly adapters: readonly ChannelAdapter[];
}

async function opened(shown: Shown): Promise<Opened> {
  const adapters: ChannelAdapter[] = shown.unplayed ? [shown.unplayed.adapter()] : [];
  for (const { open } of Object.values(shown.cases)) {
    const under = await open();
    adapters.push(under.adapter);
    await under.close();
  }
  return { ...shown, adapters };
}

type Answer = (adapter: ChannelAdapter, channel: Opened) => string;

const mark = (has: boolean): string => (has ? "yes" : "–");
const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${Math.round(bytes / 1024 / 1024)} MB`;
const plays = ({ cases }: Opened, promise: keyof ChannelCase["skip"]): boolean =>
  Object.values(cases).some(({ skip }) => !(promise in skip));

function filesOf(media: ChannelLimits["media"]): string {
  const kinds = Object.entries(media ?? {});
  return kinds.length === 0 ? "–" : kinds.map(([kind, most]) => `${kind} ${sizeOf(most)}`).join(", ");
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  "Comes in by": ({ verify, listen }) =>
    [verify ? "webhook" : "", listen ? "asking or listening" : ""].filter(Boolean).join(" and ") ||
    "the desk's own page",
  "Longest text, in UTF-16 units": ({ limits }) => limits.textChars.toLocaleString("en"),
  "A long answer is cut short to": ({ limits: { brief } }) =>
    brief ? `${brief.most} segments, and a link to the rest` : "–",
  "Files to customers": ({ limits }) => filesOf(limits.media),
  "Files from customers": ({ channel, fetchAttachment, limits }) =>
    channel === "web" ? "by its page" : fetchAttachment ? `up to ${sizeOf(limits.attachmentBytes)}` : "–",
  Buttons: ({ channel }, shown) => {
    if (channel === "web") return "yes";
    return plays(shown, "brings back the payload of a pressed button, and the message it stood under")
      ? "yes"
      : "as words";
  },
  "Answers stand under what they answer": ({ limits }) => mark(limits.quotes === true),
  "Shows typing": ({ showTyping }) => mark(showTyping !== undefined),
  "Shows words as they are written": ({ showDraft }) => mark(showDraft !== undefined),
  "Changes what was sent": ({ edit }) => mark(edit !== undefined),
  "Reacts to a message": ({ react }) => mark(react !== undefined),
  "Free answers within": ({ limits: { replyWindowMs } }) =>
    replyWindowMs ? `${replyWindowMs / 3_600_000} hours of the customer's last message` : "any time",
  "Asks to write again after that": ({ askToReopen }) => (askToReopen ? "by a template" : "–"),
};

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** What each way says, once where all say the same. */
function cell(channel: Opened, answer: Answer): string {
  const ways = Object.keys(channel.cases);
  const said = channel.adapters.map((adapter) => answer(adapter, channel));
  if (new Set(said).size === 1) return said[0] ?? "";
  return said.map((words, index) => `${words} (${ways[index]})`).join("; ");
}

function abilities(channels: readonly Opened[]): string {
  const head = row(["", ...channels.map(({ title }) => title)]);
  const rows = Object.entries(ANSWERS).map(([what, answer]) =>
    row([what, ...channels.map((one) => cell(one, answer))]),
  );
  return [head, row(["", ...channels.map(() => "")].map(() => "---")), ...rows].join("\n");
}

function settingsOf(kind: ChannelKindName): string {
  const names: Readonly<Record<string, string>> = CHANNEL_VARIABLES[kind];
  const settings = CHANNEL_KINDS[kind].settings.map(({ name, required, secret }) =>
    row([name, names[name] ? `\`${names[name]}\`` : "–", mark(required), mark(secret)]),
  );
  const head = [
    row(["Setting", "Variable of the first account", "Needed", "Secret"]),
    row(["---", "---", "---", "---"]),
  ];
  return [...head, ...settings].join("\n");
}

/** What the suite does not play on it, once where every way says the same. */
function skips({ cases, unplayed }: Opened): string {
  if (unplayed) return `The suite does not play it: ${unplayed.because}.`;
  const ways = Object.entries(cases);
  const said = new Map<string, string[]>();
  for (const [way, { skip }] of ways) {
    for (const [promise, reason] of Object.entries(skip)) {
      const line = `${promise} | ${reason}`;
      said.set(line, [...(said.get(line) ?? []), way]);
    }
  }
  const rows = [...said].map(([line, by]) => row([by.length < ways.length ? `${line} (${by.join(", ")})` : line]));
  const head = [row(["What the suite does not ask of it", "Why"]), row(["---", "---"])];
  return [...head, ...rows].join("\n");
}

/** What its notes say was never seen on the live service. */
function unseen({ folder, platform }: Shown): string {
  const notes = readFileSync(new URL(`../../adapters/${folder}/NOTES.md`, import.meta.url), "utf8");
  const section = /^## (?:Not proven|Not seen)[^\n]*\n+([\s\S]*?)(?=\n## |$(?![\s\S]))/m.exec(notes)?.[1]?.trim();
  if (section === undefined) return "";
  // Notes of several platforms have a list item each.
  const isOurs = (item: string) => platform === undefined || item.startsWith(`${platform}:`);
  const [first = "", ...items] = section.split(/^- /m);
  return `**Not seen live.** ${[first, ...items.filter(isOurs).map((item) => `- ${item}`)].join("").trim()}`;
}

function section(channel: Opened): string {
  const { title, kind, folder } = channel;
  const parts = [
    `## ${title}`,
    ...(kind ? [settingsOf(kind)] : []),
    skips(channel),
    unseen(channel),
    `More in [its notes](../adapters/${folder}/NOTES.md).`,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** The page as it must be now. */
export async function channelsPage(): Promise<string> {
  const channels = await Promise.all(SHOWN.map(opened));
  return [
    "# Channels",
    `<!-- Made by \`${COMMAND}\` from the adapters and the table of their suite: change those, not this. -->`,
    "What each channel can do, as its adapter says it, and what of the channel contract (`tests/contract/channel.ts`) it is not asked for. Everything here ran against simulated platforms; what was never seen on the live service stands with each channel. How to add one: [adapters/README.md](../adapters/README.md).",
    abilities(channels),
    ...channels.map(section),
    "",
  ].join("\n\n");
}
