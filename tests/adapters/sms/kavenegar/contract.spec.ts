import { kavenegarAdapter } from "../../../../adapters/sms/index.ts";
import { type ChannelCase, channelContract, type PlatformMood } from "../../../contract/channel.ts";
import { startKavenegarApi } from "../../../support/kavenegar-api.ts";
import type { SmsFault } from "../../../support/sms-platform.ts";
import { fixturesOf, KAVENEGAR, KAVENEGAR_DOOR, openKavenegar, SECRET, smsDeps } from "../open.ts";

const fixtures = fixturesOf("kavenegar");
const fixture = (name: string): unknown => JSON.parse(fixtures.get(name) ?? "");

const FAULTS: Readonly<Partial<Record<PlatformMood, readonly SmsFault[]>>> = {
  "limits-for-7-seconds": [{ kind: "error", status: 451, retryAfter: 7 }],
  "chat-gone": [{ kind: "error", status: 411 }],
  "server-error": [{ kind: "error", status: 409 }],
  "cuts-the-answer": [{ kind: "cut" }],
  hangs: [{ kind: "hang-after" }],
};

async function open(webhookSecret: string | undefined) {
  const api = await startKavenegarApi();
  return {
    adapter: openKavenegar({ apiRoot: api.root, webhookSecret }),
    threadId: "+989120000001",
    nextSend: async (mood: PlatformMood) => {
      if (mood === "unreachable") await api.close();
      else if (mood === "blocked") api.block("09120000001");
      else api.failNext("sms/send", ...(FAULTS[mood] ?? []));
    },
    arrived: (count: number) => api.arrived("sms/send", count),
    customerSays: (text: string) => void api.says("09120000001", text),
    close: () => api.close(),
  };
}

const shared = {
  bodies: {
    message: fixture("push.json"),
    messageAgain: fixture("push.json"),
    otherMessage: fixture("push-other-names"),
    edit: null,
    ownMessage: fixture("pull-sent"),
    several: fixture("pull-messages"),
    unknownKind: fixture("ignored-future-kind"),
    foreign: [{ update_id: 1 }, { events: [] }, [null], { return: { status: 200 } }, "{}", "a=1&b=2"],
  },
  genuine: (body: unknown) => ({
    method: "POST",
    url: KAVENEGAR_DOOR,
    headers: {},
    body: new TextEncoder().encode(new URLSearchParams(body as Record<string, string>).toString()),
  }),
  proof: "none",
  withoutSecret: () => kavenegarAdapter({ ...KAVENEGAR, webhookSecret: "" }, smsDeps()),
};

const skip: ChannelCase["skip"] = {
  "names the message an edit concerns": "an SMS cannot be edited",
  "shows typing without ever failing": "an SMS shows nothing before it arrives",
  "tells where a chat moved to": "a phone number does not move",
  "does not know how a send ended whose answer was cut": "the same part is never sent twice, so it is tried again",
  "does not know how a send ended that was aborted on the way": "the same part is never sent twice: tried again",
  "calls forged what has no, a short, a long or a wrong proof":
    "the proof is in the URL: verify.spec.ts plays it there",
};

channelContract("kavenegar by push", {
  ...shared,
  open: () => open(SECRET),
  skip: { ...skip, "hands over what it hears and stops when told": "a line that pushes is not pulled" },
});
channelContract("kavenegar by pull", {
  ...shared,
  open: () => open(undefined),
  skip: { ...skip, "accepts a request that proves itself": "a line that is pulled has no webhook" },
});
