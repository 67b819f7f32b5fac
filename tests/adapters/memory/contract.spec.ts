import { memoryAdapter, type NextOutcome, SECRET_HEADER } from "../../../adapters/memory/index.ts";
import { type ChannelCase, channelContract, type PlatformMood } from "../../contract/channel.ts";

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

const OUTCOMES: Readonly<Record<PlatformMood, readonly NextOutcome[]>> = {
  accepts: [],
  "limits-for-7-seconds": [{ kind: "retry", afterMs: 7000, why: "rate limit", limited: true }],
  blocked: [{ kind: "refused", why: "blocked" }],
  "chat-gone": [{ kind: "refused", why: "chat-gone" }],
  "moves-the-chat": [{ kind: "moved", threadId: "t2" }],
  "server-error": [{ kind: "retry", afterMs: 2000, why: "server error" }],
  unreachable: [{ kind: "retry", afterMs: 2000, why: "no connection" }],
  "cuts-the-answer": [{ kind: "unknown", why: "no answer" }],
  hangs: [{ kind: "hang" }],
};

const memory: ChannelCase = {
  async open() {
    const built = memoryAdapter({ secret });
    if (!built.ok) throw new Error(built.error.message);
    const adapter = built.value;
    return {
      adapter,
      threadId: "t1",
      nextSend: (mood) => adapter.answerNext(...OUTCOMES[mood]),
      arrived: (count) => adapter.waitForSent(count),
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
  },
  genuine: (body) => ({
    method: "POST",
    url: "https://desk.example.org/webhooks/memory",
    headers: { [SECRET_HEADER]: secret },
    body: new TextEncoder().encode(JSON.stringify(body)),
  }),
  proof: SECRET_HEADER,
  withoutSecret: () => memoryAdapter({ secret: "" }),
  skip: { "hands over what it hears and stops when told": "nothing is polled: its events come by webhook only" },
};

channelContract("memory", memory);
