import { readFileSync } from "node:fs";
import { whatsappAdapter } from "../../../adapters/whatsapp/index.ts";
import { channelContract, type PlatformMood } from "../../contract/channel.ts";
import { startWhatsAppApi, TEST_APP } from "../../support/whatsapp-api.ts";
import { error, type Fault, limited } from "../../support/whatsapp-faults.ts";
import { signatureOf } from "../../support/whatsapp-feed.ts";
import { openWhatsApp, whatsappDeps } from "./open.ts";

const proof = "x-hub-signature-256";

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/whatsapp/${name}.json`, import.meta.url), "utf8"));

const FAULTS: Readonly<Record<Exclude<PlatformMood, "unreachable" | "moves-the-chat">, readonly Fault[]>> = {
  accepts: [],
  "limits-for-7-seconds": [limited(7)],
  blocked: [error(400, 131026, "Message undeliverable")],
  "chat-gone": [error(400, 131021, "Recipient cannot be sender")],
  "server-error": [error(500, 131000)],
  "cuts-the-answer": [{ kind: "cut" }],
  hangs: [{ kind: "hang-after" }],
};

channelContract("whatsapp", {
  open: async () => {
    const api = await startWhatsAppApi();
    return {
      adapter: openWhatsApp({ apiRoot: api.root }),
      threadId: api.customer({ userId: "IR.7300000000000000001" }).threadId,
      nextSend: async (mood: PlatformMood) => {
        if (mood === "unreachable") await api.close();
        else if (mood !== "moves-the-chat") api.failNext("messages", ...FAULTS[mood]);
      },
      arrived: (count: number) => api.calls("messages", count),
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
  },
  genuine: (body: unknown) => {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    return {
      method: "POST",
      url: "https://desk.example.org/webhooks/whatsapp",
      headers: { [proof]: signatureOf(bytes, TEST_APP.appSecret) },
      body: bytes,
    };
  },
  proof,
  withoutSecret: () => whatsappAdapter({ ...TEST_APP, appSecret: "" }, whatsappDeps([])),
  skip: {
    "tells where a chat moved to": "WhatsApp tells a new number by an event of its own, never in the answer to a send",
    "hands over what it hears and stops when told": "WhatsApp delivers by webhook alone: nothing is polled",
  },
});
