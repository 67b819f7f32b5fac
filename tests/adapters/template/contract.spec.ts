import { SECRET_HEADER, templateAdapter } from "../../../adapters/template/index.ts";
import { type ChannelCase, channelContract, type PlatformMood } from "../../contract/channel.ts";
import type { SmsFault } from "../../support/sms-platform.ts";
import { startTemplatePlatform } from "./platform.ts";

const webhookSecret = "a-secret-of-the-test";
const shared = { thread: "t1", message: "m1", at: "2026-01-05T10:00:00Z" };
const message = { ...shared, kind: "message", id: "e1", from: { id: "c1", name: "سارا" }, text: "سفارشم نرسیده" };
const status = { ...shared, kind: "status", message: "ours-1" };
const body = (...events: readonly object[]) => ({ events });

const FAULTS: Readonly<Partial<Record<PlatformMood, SmsFault>>> = {
  "limits-for-7-seconds": { kind: "error", status: 429, retryAfter: 7 },
  blocked: { kind: "error", status: 403 },
  "chat-gone": { kind: "error", status: 404 },
  "server-error": { kind: "error", status: 500 },
  "cuts-the-answer": { kind: "cut" },
  hangs: { kind: "hang-after" },
};

const template: ChannelCase = {
  async open() {
    const platform = await startTemplatePlatform();
    const built = templateAdapter({ token: platform.token, webhookSecret, apiRoot: platform.root });
    if (!built.ok) throw new Error(built.error.message);
    return {
      adapter: built.value,
      threadId: "t1",
      async nextSend(mood) {
        const fault = FAULTS[mood];
        if (mood === "unreachable") await platform.close();
        else if (fault) platform.failNext(fault);
      },
      arrived: (count) => platform.arrived(count),
      seen: () => platform.sent.map((text) => ({ text, choices: [] })),
      close: () => platform.close(),
    };
  },
  bodies: {
    message: body(message),
    messageAgain: body(message),
    otherMessage: body({ ...message, id: "e2", message: "m2", text: "هنوز نرسیده" }),
    ownMessage: body({ ...status, id: "e3", status: "sent" }),
    several: body(message, { ...message, id: "e4", message: "m4" }),
    unknownKind: body({ ...shared, kind: "telepathy", id: "e5" }),
    foreign: [{ update_id: 1 }, { events: "none" }, body({ kind: "message", id: 7 })],
    statuses: [body({ ...status, id: "e6", status: "sent" }), body({ ...status, id: "e7", status: "delivered" })],
  },
  genuine: (sent) => ({
    method: "POST",
    url: "https://desk.example.org/webhooks/template",
    headers: { [SECRET_HEADER]: webhookSecret },
    body: new TextEncoder().encode(JSON.stringify(sent)),
  }),
  proof: SECRET_HEADER,
  withoutSecret: () => templateAdapter({ token: "t", webhookSecret: "", apiRoot: "http://127.0.0.1:1" }),
  secrets: ["template-token", webhookSecret],
  skip: {
    "names the message an edit concerns": "its platform has no edits",
    "names the message a reaction concerns": "its platform has no reactions",
    "brings back the payload of a pressed button, and the message it stood under": "its platform has no buttons",
    "tells a file with what fetches it": "its platform brings no files",
    "tells two handles of one person where the platform proves it": "its platform knows one handle of somebody",
    "never takes a stranger's card for the sender's number": "its platform brings no cards",
    "calls forged a body that travels under the proof of another": "the proof is a shared secret, not a signature",
    "answers the platform's handshake, and nobody else's": "its platform asks nothing before it delivers",
    "repeats a send whose end is not known, and the customer reads it once":
      "a send carries no key by which the platform could tell a repeat",
    "tells whether anything can be sent at all": "each send makes its own connection",
    "hands over what it hears and stops when told": "it delivers by webhook, nothing is polled",
    "brings again what could not be stored": "it delivers by webhook, nothing is polled",
    "shows typing without ever failing": "its platform shows no typing",
    "shows words that are still being written without ever failing": "its platform shows no drafts",
    "puts other words in the place of those it sent": "its platform changes nothing that was sent",
    "reacts to a customer's message, and takes it back": "its platform has no reactions",
    "sends a file of a kind it knows, with its words": "its platform takes words alone",
    "sets a message under the one it answers": "its platform shows no quotations",
    "asks a customer to write again, outside the reply window": "its platform has no reply window",
    "lets a pressed button rest without ever failing": "its platform has no buttons",
    "fetches a customer's file, and tells what to do where it cannot": "its platform brings no files",
  },
};

channelContract("the template", template);
