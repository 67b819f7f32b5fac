import { kavenegarAdapter } from "../../../../adapters/sms/index.ts";
import type { ChannelCase, PlatformMood } from "../../../contract/channel.ts";
import { startKavenegarApi } from "../../../support/kavenegar-api.ts";
import type { SmsFault } from "../../../support/sms-platform.ts";
import { SMS_LACKS } from "../lacks.ts";
import { fixturesOf, KAVENEGAR, KAVENEGAR_DOOR, openKavenegar, SECRET, smsDeps } from "../open.ts";

const fixtures = fixturesOf("kavenegar");
const text = (name: string): string => fixtures.get(name) ?? "";
const fixture = (name: string): unknown => JSON.parse(text(name));

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
    seen: () => api.sent.map(({ message }) => ({ text: message, choices: [] })),
    customerSays: (words: string) => void api.says("09120000001", words),
    close: () => api.close(),
  };
}

const shared = {
  bodies: {
    message: fixture("push.json"),
    messageAgain: fixture("push.json"),
    otherMessage: fixture("push-other-names"),
    ownMessage: fixture("pull-sent"),
    several: fixture("pull-messages"),
    unknownKind: fixture("ignored-future-kind"),
    foreign: [{ update_id: 1 }, { events: [] }, [null], { return: { status: 200 } }, "{}", "a=1&b=2"],
    statuses: ["status-sent", "status-delivered"].map(text),
  },
  genuine: (body: unknown) => ({
    method: "POST",
    url: KAVENEGAR_DOOR,
    headers: {},
    body: new TextEncoder().encode(new URLSearchParams(body as Record<string, string>).toString()),
  }),
  proof: "?secret",
  withoutSecret: () => kavenegarAdapter({ ...KAVENEGAR, webhookSecret: "" }, smsDeps()),
  secrets: [KAVENEGAR.apiKey, SECRET],
};

const lacks = {
  ...SMS_LACKS,
  "brings back the payload of a pressed button, and the message it stood under": "an SMS has no buttons",
  "tells a file with what fetches it": "Kavenegar brings no files",
  "fetches a customer's file, and tells what to do where it cannot": "Kavenegar brings no files",
  "never takes a stranger's card for the sender's number": "Kavenegar brings no cards",
  "calls forged a body that travels under the proof of another": "the proof is a shared secret, not a signature",
  "does not know how a send ended whose answer was cut": "the same part is never sent twice, so it is tried again",
  "does not know how a send ended that was aborted on the way": "the same part is never sent twice: tried again",
} satisfies ChannelCase["skip"];

export const kavenegarByPush: ChannelCase = {
  ...shared,
  open: () => open(SECRET),
  skip: {
    ...lacks,
    "hands over what it hears and stops when told": "a line that pushes is not pulled",
    "brings again what could not be stored": "a line that pushes is not pulled; pulling can be added to it",
  },
};

export const kavenegarByPull: ChannelCase = {
  ...shared,
  open: () => open(undefined),
  skip: {
    ...lacks,
    "accepts a request that proves itself": "a line that is pulled has no webhook",
    "calls forged what has no, a short, a long or a wrong proof": "a line that is pulled has no webhook",
  },
};
