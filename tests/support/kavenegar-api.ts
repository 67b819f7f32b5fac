import type { IncomingMessage, ServerResponse } from "node:http";
import { answerWith, formOf, type SmsFault, type SmsReply, serveLocally } from "./sms-platform.ts";
import { until, watch } from "./watch.ts";

type Form = Readonly<Record<string, string>>;

interface KavenegarMessage {
  readonly messageid: number;
  readonly receptor: string;
  readonly message: string;
  readonly localid: string | undefined;
  status: number;
}

interface InboxEntry {
  readonly messageid: number;
  readonly message: string;
  readonly sender: string;
  readonly receptor: string;
  /** Unix seconds. */
  readonly date: number;
}

const PAGE = 100;

/**
 * A simulated Kavenegar on a real socket, for one key and one line: it knows a `localid` again, marks as read what it
 * hands over, and pushes to URLs without any proof but what stands in them.
 */
export type KavenegarApi = Awaited<ReturnType<typeof startKavenegarApi>>;

export async function startKavenegarApi({ apiKey = "746573742D6B6579", line = "30002225" } = {}) {
  const changes = watch();
  const calls: { readonly method: string; readonly form: Form }[] = [];
  const sent: KavenegarMessage[] = [];
  const unread: InboxEntry[] = [];
  const read: InboxEntry[] = [];
  const planned = new Map<string, SmsFault[]>();
  const blocking = new Set<string>();
  let credit = 1_500_000;
  let lastId = 8_792_342;
  let pushUrl: string | undefined;
  let callbackUrl: string | undefined;

  const told = (status: number, entries: unknown, retryAfter?: number): SmsReply => ({
    status,
    body: { return: { status, message: status === 200 ? "تایید شد" : "خطا" }, entries },
    headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
  });

  const shown = ({ messageid, receptor, message, status }: KavenegarMessage) => {
    return { messageid, message, status, statustext: "وضعیت", sender: line, receptor, date: 1_767_600_000, cost: 120 };
  };

  const methods: Readonly<Record<string, (form: Form) => SmsReply>> = {
    "account/info": () => told(200, { remaincredit: credit, expiredate: 13_548_889, type: "master" }),
    "sms/send"({ receptor = "", sender, message = "", localid }) {
      if (!/^(?:09\d{9}|00\d{6,15})$/.test(receptor)) return told(411, null);
      if (sender !== line) return told(412, null);
      if (message === "" || message.length > 900) return told(413, null);
      const before = localid === undefined ? undefined : sent.find((one) => one.localid === localid);
      if (before !== undefined) return told(200, [shown(before)]);
      if (credit <= 0) return told(418, null);
      const status = blocking.has(receptor) ? 14 : 1;
      const taken = { messageid: ++lastId, receptor, message, localid, status };
      sent.push(taken);
      return told(200, [shown(taken)]);
    },
    "sms/receive"({ linenumber, isread }) {
      if (linenumber !== line) return told(412, null);
      if (isread === "1") return told(200, read.slice(-PAGE));
      const page = unread.splice(0, PAGE);
      read.push(...page);
      return told(200, page);
    },
    "sms/status"({ messageid = "" }) {
      const ids = messageid.split(",");
      if (ids.length > 500) return told(414, null);
      const statusOf = (id: string) => sent.find((one) => String(one.messageid) === id)?.status ?? 100;
      const entries = ids.map((id) => ({ messageid: Number(id), status: statusOf(id), statustext: "وضعیت" }));
      return told(200, entries);
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await formOf(request);
    const match = /^\/v1\/([^/]+)\/(.+)\.json/.exec(request.url ?? "");
    const [, key, method = ""] = match ?? [];
    calls.push({ method, form });
    const run = methods[method];
    const act = () => (key !== apiKey ? told(403, null) : run === undefined ? told(404, null) : run(form));
    const fault = planned.get(method)?.shift();
    await answerWith(request, response, fault, {
      act,
      refusal: ({ status, code, retryAfter }) => ({ ...told(code ?? status, null, retryAfter), status }),
    });
    changes.changed();
  }

  const api = await serveLocally(async (request, response) => {
    const ending = serve(request, response);
    changes.changed();
    await ending;
  });

  /** As the panel's setting says: a form, or a GET with the same fields beside what stands in the URL. */
  async function push(address: string, form: Form, by: "POST" | "GET"): Promise<number> {
    const query = new URLSearchParams(form);
    const url = by === "GET" ? `${address}${address.includes("?") ? "&" : "?"}${query}` : address;
    const response = await fetch(url, by === "GET" ? {} : { method: "POST", body: query });
    await response.arrayBuffer();
    return response.status;
  }

  return {
    root: api.root,
    apiKey,
    line,
    calls: calls as readonly { readonly method: string; readonly form: Form }[],
    /** Messages on their way or on a phone: each once, however often it was sent. */
    sent: sent as readonly KavenegarMessage[],
    get unread(): number {
      return unread.length;
    },
    /** The next calls of a method fail in these ways, in this order. */
    failNext(method: string, ...faults: readonly SmsFault[]): void {
      planned.set(method, [...(planned.get(method) ?? []), ...faults]);
    },
    setCredit(rials: number): void {
      credit = rials;
    },
    /** A phone lets nothing of the line through any more. */
    block(receptor: string): void {
      blocking.add(receptor);
    },
    /** The panel's settings of the line; undefined: nothing is pushed and the inbox keeps it. */
    setUrls(urls: { readonly push?: string; readonly callback?: string }): void {
      pushUrl = urls.push;
      callbackUrl = urls.callback;
    },
    /** A customer writes to the line. @param at Unix seconds @returns the status a push was answered with */
    async says(from: string, text: string, at = 1_767_600_000, by: "POST" | "GET" = "POST"): Promise<number | null> {
      const entry: InboxEntry = { messageid: ++lastId, message: text, sender: from, receptor: line, date: at };
      if (pushUrl === undefined) {
        unread.push(entry);
        return null;
      }
      return push(pushUrl, { messageid: String(entry.messageid), from, to: line, message: text }, by);
    },
    /** What another reader of the inbox has taken away before. */
    alreadyRead(from: string, text: string, at: number): void {
      read.push({ messageid: ++lastId, message: text, sender: from, receptor: line, date: at });
    },
    /** Any entry in the inbox, also one that cannot be. */
    putIntoInbox(entry: object): void {
      unread.push(entry as InboxEntry);
    },
    /** Phones and operators tell how far a message got, in this order. */
    async reports(messageid: string, ...statuses: readonly number[]): Promise<void> {
      for (const status of statuses) {
        const message = sent.find((one) => String(one.messageid) === messageid);
        if (message === undefined) throw new Error("no such message");
        message.status = status;
        if (callbackUrl !== undefined) await push(callbackUrl, { messageid, status: String(status) }, "POST");
      }
    },
    sentTo: (number: string): readonly KavenegarMessage[] => sent.filter(({ receptor }) => receptor === number),
    /** Resolves as soon as a number has been sent `count` messages. */
    async messagesTo(number: string, count: number): Promise<void> {
      await until(changes, () =>
        sent.filter(({ receptor }) => receptor === number).length >= count ? true : undefined,
      );
    },
    /** Resolves with the calls of a method as soon as there are `count`. */
    async arrived(method: string, count: number) {
      const look = () => {
        const some = calls.filter((call) => call.method === method);
        return some.length >= count ? some : undefined;
      };
      return (await until(changes, look)) ?? [];
    },
    close: () => api.close(),
  };
}
