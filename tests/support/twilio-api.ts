import type { IncomingMessage, ServerResponse } from "node:http";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { answerWith, formOf, type SmsFault, type SmsReply, serveLocally } from "./sms-platform.ts";
import { until, watch } from "./watch.ts";

type Form = Readonly<Record<string, string>>;

/** A message that Twilio has taken from us. */
interface TwilioMessage {
  readonly sid: string;
  readonly to: string;
  readonly text: string;
  readonly form: Form;
}

/**
 * A simulated Twilio on real sockets, for one account: it takes messages, keeps opt-outs, gives files from another
 * host, and posts what customers and phones do, signed by Twilio's own library.
 */
export type TwilioApi = Awaited<ReturnType<typeof startTwilioApi>>;

export async function startTwilioApi({
  accountSid = `AC${"0123456789abcdef".repeat(2)}`,
  authToken = "test-auth-token",
} = {}) {
  const changes = watch();
  const sent: TwilioMessage[] = [];
  const attempts: Form[] = [];
  const planned: SmsFault[] = [];
  const optedOut = new Set<string>();
  const files = new Map<string, Uint8Array>();
  const fileRequests: { readonly host: "api" | "cdn"; readonly authorization: string | undefined }[] = [];
  let accountStatus = "active";
  let lastSid = 0;
  let door: { readonly address: string; readonly publicUrl: string } | undefined;
  const nextSid = (kind: string): string => `${kind}${(++lastSid).toString(16).padStart(32, "0")}`;

  const refusal = (status: number, code: number, retryAfter?: number): SmsReply => ({
    status,
    body: { code, message: "refused", more_info: `https://www.twilio.com/docs/errors/${code}`, status },
    headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
  });

  function create(form: Form): SmsReply {
    const { To = "", Body = "", From, MessagingServiceSid } = form;
    if (!/^\+\d{5,15}$/.test(To)) return refusal(400, 21211);
    if (From === undefined && MessagingServiceSid === undefined) return refusal(400, 21603);
    if (Body === "") return refusal(400, 21602);
    if (Body.length > 1600) return refusal(400, 21617);
    if (optedOut.has(To)) return refusal(400, 21610);
    const message = { sid: nextSid("SM"), to: To, text: Body, form };
    sent.push(message);
    changes.changed();
    return { status: 201, body: { sid: message.sid, status: "queued", to: To, error_code: null } };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await formOf(request);
    const path = (request.url ?? "").split("?")[0] ?? "";
    const account = `/2010-04-01/Accounts/${accountSid}`;
    const { authorization } = request.headers;
    const isOurs = authorization === `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
    const reply = (act: () => SmsReply, fault?: SmsFault) =>
      answerWith(request, response, fault, {
        act: () => (isOurs ? act() : refusal(401, 20003)),
        refusal: ({ status, code, retryAfter }) => refusal(status, code ?? 20000 + status, retryAfter),
      });

    if (path === `${account}.json`) return reply(() => ({ status: 200, body: { status: accountStatus } }));
    if (path === `${account}/Messages.json` && request.method === "POST") {
      attempts.push(form);
      changes.changed();
      return reply(() => create(form), planned.shift());
    }
    const file = files.get(path.split("/Media/")[1] ?? "");
    if (file === undefined) return reply(() => refusal(404, 20404));
    fileRequests.push({ host: "api", authorization });
    return reply(() => ({ status: 307, body: {}, headers: { location: `${cdn.root}/${path.split("/Media/")[1]}` } }));
  }

  const cdn = await serveLocally(async (request, response) => {
    const file = files.get((request.url ?? "").slice(1));
    const { authorization } = request.headers;
    fileRequests.push({ host: "cdn", authorization });
    // As a store of files does: two proofs at once are an error.
    if (file === undefined || authorization !== undefined) response.writeHead(400).end();
    else response.writeHead(200).end(file);
  });
  const api = await serveLocally(serve);

  async function post(address: string, signedUrl: string, form: Form): Promise<{ status: number; body: string }> {
    const signature = getExpectedTwilioSignature(authToken, signedUrl, form);
    const headers = { "x-twilio-signature": signature };
    const response = await fetch(address, { method: "POST", headers, body: new URLSearchParams(form) });
    return { status: response.status, body: await response.text() };
  }

  return {
    root: api.root,
    accountSid,
    authToken,
    /** Every attempt to create a message, whatever became of it. */
    attempts: attempts as readonly Form[],
    /** Messages that were taken, oldest first. */
    sent: sent as readonly TwilioMessage[],
    fileRequests,
    /** The next creations fail in these ways, in this order. */
    failNext(...faults: readonly SmsFault[]): void {
      planned.push(...faults);
    },
    suspend(): void {
      accountStatus = "suspended";
    },
    optOut(number: string): void {
      optedOut.add(number);
    },
    /** Puts a file on the platform. @returns its `MediaUrl` */
    addFile(bytes: Uint8Array): string {
      const id = nextSid("ME");
      files.set(id, bytes);
      return `${api.root}/2010-04-01/Accounts/${accountSid}/Messages/${nextSid("MM")}/Media/${id}`;
    },
    /** Where webhooks go, and the public URL they are signed for. */
    deliverTo(address: string, publicUrl = address): void {
      door = { address, publicUrl };
    },
    /** A customer writes; more fields may stand for a file or an opt-out. @returns the desk's answer */
    says(from: string, text: string, more: Form = {}): Promise<{ status: number; body: string }> {
      if (door === undefined) throw new Error("no webhook: call deliverTo first");
      const sid = nextSid("SM");
      const ids = { MessageSid: sid, SmsSid: sid, SmsMessageSid: sid, AccountSid: accountSid };
      const form = {
        ...ids,
        From: from,
        To: "+15005550006",
        Body: text,
        SmsStatus: "received",
        NumMedia: "0",
        ...more,
      };
      return post(door.address, door.publicUrl, form);
    },
    /** Tells the statuses of a message in this order, however they really come about; one may stand there twice. */
    async reports(sid: string, ...statuses: readonly (string | readonly [status: string, code: number])[]) {
      const message = sent.find((one) => one.sid === sid);
      const callback = message?.form.StatusCallback;
      if (message === undefined || callback === undefined) throw new Error("no such message, or nobody wants to know");
      for (const one of statuses) {
        const [status, code] = typeof one === "string" ? [one] : one;
        const form = {
          ...{ MessageSid: sid, SmsSid: sid, AccountSid: accountSid, To: message.to, From: "+15005550006" },
          ...{ MessageStatus: status, SmsStatus: status, ...(code !== undefined && { ErrorCode: String(code) }) },
        };
        const target =
          door === undefined
            ? callback
            : callback.replace(new URL(door.publicUrl).origin, new URL(door.address).origin);
        await post(target, callback, form);
      }
    },
    sentTo: (number: string): readonly TwilioMessage[] => sent.filter(({ to }) => to === number),
    /** Resolves as soon as a number has been sent `count` messages. */
    async messagesTo(number: string, count: number): Promise<void> {
      await until(changes, () => (sent.filter(({ to }) => to === number).length >= count ? true : undefined));
    },
    /** Resolves with the attempts as soon as there are `count`. */
    async arrived(count: number): Promise<readonly Form[]> {
      return (await until(changes, () => (attempts.length >= count ? attempts : undefined))) ?? [];
    },
    async close(): Promise<void> {
      await Promise.all([api.close(), cdn.close()]);
    },
  };
}
