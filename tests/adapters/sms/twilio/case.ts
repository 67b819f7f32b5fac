import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { twilioAdapter } from "../../../../adapters/sms/index.ts";
import type { ChannelCase, PlatformMood } from "../../../contract/channel.ts";
import type { SmsFault } from "../../../support/sms-platform.ts";
import { startTwilioApi } from "../../../support/twilio-api.ts";
import { SMS_LACKS } from "../lacks.ts";
import { fixturesOf, openTwilio, smsDeps, TWILIO, TWILIO_DOOR } from "../open.ts";

const fixtures = fixturesOf("twilio");
const text = (name: string): string => fixtures.get(name) ?? "";
const fixture = (name: string): unknown => JSON.parse(text(name));

const FAULTS: Readonly<Record<Exclude<PlatformMood, "unreachable">, readonly SmsFault[]>> = {
  accepts: [],
  "limits-for-7-seconds": [{ kind: "error", status: 429, code: 20429, retryAfter: 7 }],
  blocked: [{ kind: "error", status: 400, code: 21610 }],
  "chat-gone": [{ kind: "error", status: 400, code: 21211 }],
  "server-error": [{ kind: "error", status: 500, code: 20500 }],
  "cuts-the-answer": [{ kind: "cut" }],
  hangs: [{ kind: "hang-after" }],
};

export const twilioCase: ChannelCase = {
  open: async () => {
    const api = await startTwilioApi();
    const bytes = new Uint8Array([1, 2, 3]);
    return {
      adapter: openTwilio({ apiRoot: api.root }),
      threadId: "+15005550101",
      nextSend: async (mood) => {
        if (mood === "unreachable") await api.close();
        else api.failNext(...FAULTS[mood]);
      },
      arrived: (count) => api.arrived(count),
      seen: () => api.sent.map((message) => ({ text: message.text, choices: [] })),
      file: { ref: api.addFile(bytes), bytes },
      close: () => api.close(),
    };
  },
  bodies: {
    message: fixture("text"),
    messageAgain: fixture("text"),
    otherMessage: fixture("text-by-service"),
    ownMessage: fixture("status-sent"),
    several: fixture("several"),
    unknownKind: fixture("ignored-call"),
    foreign: [{ update_id: 1 }, { events: [] }, [null], [[]], "{}", "a=1&b=2"],
    statuses: [fixture("status-sent"), text("status-delivered"), fixture("status-read")],
    file: fixture("mms-image"),
    strangersCard: { body: fixture("mms-card"), phone: "+989350000000" },
  },
  genuine: (body) => {
    const form = body as Record<string, string>;
    const signature = getExpectedTwilioSignature(TWILIO.authToken, TWILIO_DOOR, form);
    const bytes = new TextEncoder().encode(new URLSearchParams(form).toString());
    return { method: "POST", url: TWILIO_DOOR, headers: { "x-twilio-signature": signature }, body: bytes };
  },
  proof: "x-twilio-signature",
  withoutSecret: () => twilioAdapter({ ...TWILIO, authToken: "" }, smsDeps()),
  secrets: [TWILIO.authToken],
  skip: {
    ...SMS_LACKS,
    "brings back the payload of a pressed button, and the message it stood under":
      "an SMS has no buttons; those of Twilio's WhatsApp numbers come as words with their payload",
    "repeats a send whose end is not known, and the customer reads it once":
      "a send carries no key by which Twilio could tell a repeat: it is told as unknown",
    "hands over what it hears and stops when told": "Twilio delivers by webhook, nothing is polled",
    "brings again what could not be stored": "Twilio delivers by webhook, nothing is polled",
  },
};
