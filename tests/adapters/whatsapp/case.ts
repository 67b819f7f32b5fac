import { readFileSync } from "node:fs";
import { whatsappAdapter } from "../../../adapters/whatsapp/index.ts";
import type { RawRequest } from "../../../src/ports/channel.ts";
import type { ChannelCase, PlatformMood } from "../../contract/channel.ts";
import { startWhatsAppApi, TEST_APP } from "../../support/whatsapp-api.ts";
import { error, type Fault, limited } from "../../support/whatsapp-faults.ts";
import { signatureOf } from "../../support/whatsapp-feed.ts";
import { openWhatsApp, whatsappDeps } from "./open.ts";

const proof = "x-hub-signature-256";
const address = "https://desk.example.org/webhooks/whatsapp";
const userId = "IR.7300000000000000001";
const picture = { ref: "7001", bytes: new Uint8Array([1, 2, 3]) };
const reopenTemplate = { name: "desk_reopen", language: "fa" };

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/whatsapp/${name}.json`, import.meta.url), "utf8"));

const FAULTS: Readonly<Record<Exclude<PlatformMood, "unreachable">, readonly Fault[]>> = {
  accepts: [],
  "limits-for-7-seconds": [limited(7)],
  blocked: [error(400, 131026, "Message undeliverable")],
  "chat-gone": [error(400, 131021, "Recipient cannot be sender")],
  "server-error": [error(500, 131000)],
  "cuts-the-answer": [{ kind: "cut" }],
  hangs: [{ kind: "hang-after" }],
};

function asking(token: string | null, mode = "subscribe"): RawRequest {
  const query = new URLSearchParams({ "hub.mode": mode, "hub.challenge": "1158201444" });
  if (token !== null) query.set("hub.verify_token", token);
  return { method: "GET", url: `${address}?${query}`, headers: {}, body: new Uint8Array() };
}

export const whatsappCase: ChannelCase = {
  open: async () => {
    const api = await startWhatsAppApi();
    api.files.add(picture.ref, picture.bytes);
    api.approveTemplate(reopenTemplate.name);
    return {
      adapter: openWhatsApp({ apiRoot: api.root, reopenTemplate }),
      threadId: api.customer({ userId }).threadId,
      nextSend: async (mood: PlatformMood) => {
        if (mood === "unreachable") await api.close();
        else api.failNext("messages", ...FAULTS[mood]);
      },
      arrived: (count: number) => api.calls("messages", count),
      seen: () => api.sentTo(userId).map(({ text, choices }) => ({ text, choices: choices.map(({ title }) => title) })),
      theirMessage: "wamid.theirs-1",
      file: picture,
      close: () => api.close(),
    };
  },
  bodies: {
    message: fixture("text"),
    messageAgain: fixture("text"),
    otherMessage: fixture("text-other"),
    edit: fixture("edit"),
    ownMessage: fixture("echo"),
    several: fixture("batch"),
    unknownKind: fixture("ignored-future-kind"),
    foreign: [{ object: "page", entry: [] }, { object: "whatsapp_business_account" }, { update_id: 7 }, {}, "{}"],
    statuses: ["status-sent", "status-delivered", "status-read"].map(fixture),
    press: fixture("interactive-button"),
    reaction: fixture("reaction"),
    file: fixture("image"),
    identity: fixture("user-id-update"),
    strangersCard: { body: fixture("contacts"), phone: "+989350000000" },
  },
  genuine: (body: unknown) => {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const headers = { [proof]: signatureOf(bytes, TEST_APP.appSecret) };
    return { method: "POST", url: address, headers, body: bytes };
  },
  proof,
  handshake: {
    genuine: asking(TEST_APP.verifyToken),
    forged: [asking(null), asking(""), asking("another"), asking(TEST_APP.verifyToken, "unsubscribe")],
    answer: "1158201444",
  },
  withoutSecret: () => whatsappAdapter({ ...TEST_APP, appSecret: "" }, whatsappDeps([])),
  secrets: [TEST_APP.accessToken, TEST_APP.appSecret, TEST_APP.verifyToken],
  skip: {
    "repeats a send whose end is not known, and the customer reads it once":
      "a send carries no key by which WhatsApp could tell a repeat: it is told as unknown",
    "hands over what it hears and stops when told": "WhatsApp delivers by webhook alone: nothing is polled",
    "brings again what could not be stored": "WhatsApp itself delivers again what was not accepted, for seven days",
    "tells whether anything can be sent at all": "each send makes its own connection",
    "shows words that are still being written without ever failing": "the Cloud API has no drafts",
    "puts other words in the place of those it sent": "the Cloud API cannot change a message that was sent",
    "lets a pressed button rest without ever failing": "a WhatsApp button does not spin",
  },
};
