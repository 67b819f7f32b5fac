import { memoryAdapter, type NextOutcome, SECRET_HEADER } from "../../../adapters/memory/index.ts";
import type { ChannelCase, PlatformMood } from "../../contract/channel.ts";

const secret = "a-secret-of-the-test";

const event = {
  id: "e1",
  type: "message",
  thread: "t1",
  message: "m1",
  from: { id: "c1", name: "سارا" },
  text: "سفارشم نرسیده",
  at: "2026-01-05T10:00:00Z",
};
const step = (id: string, status: string) => ({ events: [{ ...event, id, type: "status", text: "", status }] });
const strangersPhone = "+989350000000";

const OUTCOMES: Readonly<Record<PlatformMood, readonly NextOutcome[]>> = {
  accepts: [],
  "limits-for-7-seconds": [{ kind: "retry", afterMs: 7000, why: "rate limit", limited: true }],
  blocked: [{ kind: "refused", why: "blocked" }],
  "chat-gone": [{ kind: "refused", why: "chat-gone" }],
  "server-error": [{ kind: "retry", afterMs: 2000, why: "server error" }],
  unreachable: [{ kind: "retry", afterMs: 2000, why: "no connection" }],
  "cuts-the-answer": [{ kind: "unknown", why: "no answer" }],
  hangs: [{ kind: "hang" }],
};

const noPlatform = "its platform is the object itself: there is nothing to reach";

export const memoryCase: ChannelCase = {
  async open() {
    const built = memoryAdapter({ secret });
    if (!built.ok) throw new Error(built.error.message);
    const adapter = built.value;
    return {
      adapter,
      threadId: "t1",
      nextSend: (mood) => adapter.answerNext(...OUTCOMES[mood]),
      arrived: (count) => adapter.waitForSent(count),
      seen: () =>
        adapter.sent.map(({ text, buttons }, index) => ({
          text: adapter.retouched.findLast(({ messageId }) => messageId === `memory-${index + 1}`)?.text ?? text,
          choices: buttons.map(({ label }) => label),
        })),
      theirMessage: "m1",
      close: async () => undefined,
    };
  },
  bodies: {
    message: { events: [event] },
    messageAgain: { events: [event] },
    otherMessage: { events: [{ ...event, id: "e2", message: "m2" }] },
    edit: { events: [{ ...event, id: "e3", type: "edit", text: "سفارشم رسید" }] },
    ownMessage: { events: [{ ...event, id: "e4", type: "echo", from: { id: "us" } }] },
    several: { events: [event, { ...event, id: "e5", message: "m5" }] },
    unknownKind: { events: [{ ...event, id: "e6", type: "telepathy" }] },
    foreign: [{ update_id: 1 }, { events: "none" }, { events: [{ id: 7 }] }],
    statuses: [step("e7", "sent"), step("e8", "delivered"), step("e9", "read")],
    press: { events: [{ ...event, id: "e10", type: "action", data: "confirm:yes" }] },
    reaction: { events: [{ ...event, id: "e11", type: "reaction", text: "🙏" }] },
    file: { events: [{ ...event, id: "e12", attachments: [{ kind: "image", ref: "file-1" }] }] },
    identity: { events: [{ ...event, id: "e13", type: "identity", identity: { from: "c1", to: "c2" } }] },
    strangersCard: {
      body: { events: [{ ...event, id: "e14", attachments: [{ kind: "contact", name: `پیک ${strangersPhone}` }] }] },
      phone: strangersPhone,
    },
  },
  genuine: (body) => ({
    method: "POST",
    url: "https://desk.example.org/webhooks/memory",
    headers: { [SECRET_HEADER]: secret },
    body: new TextEncoder().encode(JSON.stringify(body)),
  }),
  proof: SECRET_HEADER,
  withoutSecret: () => memoryAdapter({ secret: "" }),
  secrets: [secret],
  skip: {
    "calls forged a body that travels under the proof of another": "the proof is a shared secret, not a signature",
    "answers the platform's handshake, and nobody else's": "nobody asks before events are posted",
    "refuses a thread that cannot be": "any text is a thread of it",
    "repeats a send whose end is not known, and the customer reads it once":
      "a send that may have arrived is told as unknown",
    "tells that it can be reached": noPlatform,
    "tells what to do where it cannot be reached, and does not throw": noPlatform,
    "tells whether anything can be sent at all": "it holds no connection that could be down",
    "hands over what it hears and stops when told": "nothing is polled: its events come by webhook only",
    "brings again what could not be stored": "nothing is polled: its events come by webhook only",
    "asks a customer to write again, outside the reply window": "it has no reply window",
    "lets a pressed button rest without ever failing": "no button of it spins",
    "fetches a customer's file, and tells what to do where it cannot": "it keeps no files",
  },
};
