import { answerWith, type SmsFault, serveLocally } from "../../support/sms-platform.ts";
import { until, watch } from "../../support/watch.ts";

/** The threads it knows. */
const KNOWN = new Set(["t1"]);
const TOKEN = "template-token";

/** The template's platform on a real socket: it takes words for one thread, and fails when it is told to. */
export async function startTemplatePlatform() {
  const changes = watch();
  const attempts: unknown[] = [];
  const sent: string[] = [];
  const planned: SmsFault[] = [];
  const api = await serveLocally(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const isSend = request.url === "/messages";
    const body = isSend ? JSON.parse(Buffer.concat(chunks).toString("utf8")) : {};
    if (isSend) attempts.push(body);
    changes.changed();
    const isOurs = request.headers.authorization === `Bearer ${TOKEN}`;
    await answerWith(request, response, isSend ? planned.shift() : undefined, {
      act() {
        if (!isOurs) return { status: 401, body: { error: "unauthorized" } };
        if (!isSend) return { status: 200, body: { name: "desk" } };
        if (!KNOWN.has(body.thread)) return { status: 404, body: { error: "no such thread" } };
        sent.push(body.text);
        return { status: 200, body: { id: `ours-${sent.length}` } };
      },
      refusal: ({ status, retryAfter }) => ({
        status,
        body: { error: "refused" },
        headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
      }),
    });
  });
  return {
    root: api.root,
    token: TOKEN,
    /** Words that were taken, oldest first. */
    sent: sent as readonly string[],
    /** The next sends fail in these ways, in this order. */
    failNext(...faults: readonly SmsFault[]): void {
      planned.push(...faults);
    },
    /** Resolves as soon as there were `count` attempts to send. */
    async arrived(count: number): Promise<void> {
      await until(changes, () => (attempts.length >= count ? true : undefined));
    },
    close: () => api.close(),
  };
}
