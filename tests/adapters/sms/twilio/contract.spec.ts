import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { twilioAdapter } from "../../../../adapters/sms/index.ts";
import { type ChannelCase, channelContract, type PlatformMood } from "../../../contract/channel.ts";
import type { SmsFault } from "../../../support/sms-platform.ts";
import { startTwilioApi } from "../../../support/twilio-api.ts";
import { fixturesOf, openTwilio, smsDeps, TWILIO, TWILIO_DOOR } from "../open.ts";

const fixtures = fixturesOf("twilio");
const fixture = (name: string): unknown => JSON.parse(fixtures.get(name) ?? "");

const FAULTS: Readonly<Record<Exclude<PlatformMood, "unreachable" | "moves-the-chat">, readonly SmsFault[]>> = {
  accepts: [],
  "limits-for-7-seconds": [{ kind: "error", status: 429, code: 20429, retryAfter: 7 }],
  blocked: [{ kind: "error", status: 400, code: 21610 }],
  "chat-gone": [{ kind: "error", status: 400, code: 21211 }],
  "server-error": [{ kind: "error", status: 500, code: 20500 }],
  "cuts-the-answer": [{ kind: "cut" }],
  hangs: [{ kind: "hang-after" }],
};

const twilio: ChannelCase = {
  open: async () => {
    const api = await startTwilioApi();
    return {
      adapter: openTwilio({ apiRoot: api.root }),
      threadId: "+15005550101",
      nextSend: async (mood) => {
        if (mood === "unreachable") await api.close();
        else if (mood !== "moves-the-chat") api.failNext(...FAULTS[mood]);
      },
      arrived: (count) => api.arrived(count),
      close: () => api.close(),
    };
  },
  bodies: {
    message: fixture("text"),
    messageAgain: fixture("text"),
    otherMessage: fixture("text-by-service"),
    edit: null,
    ownMessage: fixture("status-sent"),
    several: fixture("several"),
    unknownKind: fixture("ignored-call"),
    foreign: [{ update_id: 1 }, { events: [] }, [null], [[]], "{}", "a=1&b=2"],
  },
  genuine: (body) => {
    const form = body as Record<string, string>;
    const signature = getExpectedTwilioSignature(TWILIO.authToken, TWILIO_DOOR, form);
    const bytes = new TextEncoder().encode(new URLSearchParams(form).toString());
    return { method: "POST", url: TWILIO_DOOR, headers: { "x-twilio-signature": signature }, body: bytes };
  },
  proof: "x-twilio-signature",
  withoutSecret: () => twilioAdapter({ ...TWILIO, authToken: "" }, smsDeps()),
  skip: {
    "names the message an edit concerns": "an SMS cannot be edited",
    "tells where a chat moved to": "a phone number does not move",
    "shows typing without ever failing": "an SMS shows nothing before it arrives",
    "hands over what it hears and stops when told": "Twilio delivers by webhook, nothing is polled",
  },
};

channelContract("twilio", twilio);
