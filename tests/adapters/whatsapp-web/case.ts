import { readFileSync } from "node:fs";
import { whatsappWebAdapter } from "../../../adapters/whatsapp-web/index.ts";
import type { ChannelCase, PlatformMood } from "../../contract/channel.ts";
import { until } from "../../support/watch.ts";
import type { SendFault } from "../../support/whatsapp-web-page.ts";
import { green, openDesk, PROXY_PASSWORD } from "./open.ts";

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/whatsapp-web/${name}.json`, import.meta.url), "utf8"));

const SARA = "989121234567@c.us";
const OURS = { id: "3EB0OUT1", chat: SARA, fromMe: true };
const PICTURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
const NO_WEBHOOK = "there is no webhook: a browser of the desk's own holds the connection";
const NO_CONNECT = "the connection belongs to the listening: a browser is started there";
const FAULTS: Readonly<Partial<Record<PlatformMood, SendFault>>> = {
  accepts: "accepts",
  "server-error": "throws",
  "cuts-the-answer": "cuts",
  hangs: "hangs",
};

export const linkedPhone: ChannelCase = {
  open: async () => {
    const desk = openDesk();
    await green(desk);
    const page = desk.page();
    page.files.set("/v/1", PICTURE);
    const picture = page.puts(SARA, { type: "image", directPath: "/v/1", mimetype: "image/png" });
    const { adapter } = desk;
    return {
      adapter: {
        ...adapter,
        // Sending needs the connection, so it is held from the start: another listening comes after it.
        listen: async (sink, signal) => {
          await desk.pause();
          await adapter.listen?.(sink, signal, desk.noteHealth);
        },
      },
      threadId: SARA,
      theirMessage: picture.id.id,
      file: { ref: picture.id._serialized, bytes: PICTURE },
      seen: () => page.seen().map((text) => ({ text, choices: [] })),
      customerSays: (text) => {
        const isBack = desk.reaches(() => desk.clients.length === 2 && desk.health.at(-1)?.state === "green");
        void isBack.then(() => desk.page().puts(SARA, { body: text }));
      },
      nextSend: (mood) => {
        if (mood === "chat-gone") page.gone.add(SARA);
        else if (mood === "unreachable") page.state = "gone";
        else page.fault = FAULTS[mood] ?? "accepts";
      },
      arrived: (count) => until(page.changes, () => page.sent.length >= count || undefined),
      close: desk.close,
    };
  },
  bodies: {
    message: fixture("text"),
    messageAgain: fixture("text"),
    otherMessage: fixture("quoting"),
    edit: fixture("edited"),
    ownMessage: fixture("from-the-phone"),
    several: fixture("several"),
    unknownKind: { what: "vote", key: { id: "1", chat: SARA, fromMe: false } },
    statuses: [1, 2, 3].map((ack) => ({ what: "ack", key: OURS, ack, at: 1_790_000_200 + ack })),
    reaction: fixture("reaction"),
    file: fixture("image"),
    identity: fixture("both-ids"),
    strangersCard: { body: fixture("card"), phone: "+98 935 000 0000" },
    foreign: [{ events: [] }, { what: "message" }, { what: "message", key: { id: "1" } }, "{}", { several: [7] }],
  },
  genuine: () => ({ method: "POST", url: "", headers: {}, body: new Uint8Array() }),
  proof: "none",
  withoutSecret: () => {
    const wait = async () => undefined;
    const log = { info: () => undefined, warn: () => undefined };
    const clock = { now: () => new Date(0) };
    return whatsappWebAdapter({ dataDir: "" }, { clock, log, wait, random: () => 0, takeLock: async () => undefined });
  },
  secrets: [PROXY_PASSWORD],
  skip: {
    "accepts a request that proves itself": NO_WEBHOOK,
    "calls forged what has no, a short, a long or a wrong proof": NO_WEBHOOK,
    "calls forged a body that travels under the proof of another": NO_WEBHOOK,
    "answers the platform's handshake, and nobody else's": NO_WEBHOOK,
    "tells that it can be reached": NO_CONNECT,
    "tells what to do where it cannot be reached, and does not throw": NO_CONNECT,
    "brings back the payload of a pressed button, and the message it stood under": "WhatsApp Web has no buttons",
    "lets a pressed button rest without ever failing": "WhatsApp Web has no buttons",
    "shows words that are still being written without ever failing": "WhatsApp has no such thing",
    "asks a customer to write again, outside the reply window": "there is no reply window for ordinary accounts",
    "waits as long as the platform asks": "the page names no limit: it slows down by itself, or the number is banned",
    "tells a customer who blocked us": "the page does not tell: such a message is never told as delivered",
    "repeats a send whose end is not known, and the customer reads it once": "the page takes no id of ours",
  },
};
