import { z } from "@hono/zod-openapi";
import type { InboundAttachment } from "../../ports/channel.ts";
import type { Api, RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { rowId } from "../schemas.ts";

const FETCH_MS = 20_000;
const path = z.object({ messageId: rowId, index: z.string().regex(/^\d{1,3}$/) });

interface Held {
  readonly accountId: number;
  readonly attachments: readonly InboundAttachment[];
}

/**
 * A customer's file, for agents. It is fetched from the messenger when it is asked for and always given as a download:
 * nothing a stranger sent is ever shown as a page of ours.
 */
export function attachmentRoutes(api: Api, { sql, accounts, allow }: RouteDeps): void {
  api.get("/attachments/:messageId/:index", allow("agent"), async (c) => {
    const parsed = path.safeParse(c.req.param());
    const { messageId, index } = parsed.data ?? { messageId: "0", index: "0" };
    const [held] = await sql<Held[]>`
      select c.account_id, m.attachments from messages m join conversations c on c.id = m.conversation_id
      where m.id = ${Number(messageId)}`;
    const attachment = held?.attachments[Number(index)];
    const fetchIt = held && accounts.get(held.accountId)?.adapter.fetchAttachment;
    if (!attachment?.ref || !fetchIt) {
      const hint = "Take the ids from the message's `attachments`.";
      return errorResponse(c, { code: "not_found", message: "There is no such file.", hint });
    }
    const file = await fetchIt(attachment.ref, AbortSignal.timeout(FETCH_MS));
    if (!file.ok) return errorResponse(c, { code: "unavailable", ...file.error });
    const name = encodeURIComponent(attachment.name ?? `${attachment.kind}-${messageId}`);
    return c.body(new Uint8Array(file.value), 200, {
      "Content-Type": inlineType(attachment.mime),
      "Content-Disposition": `attachment; filename*=UTF-8''${name}`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": "private, max-age=3600",
    });
  });
}

/** Types a browser draws or plays without running anything; the rest is bytes. */
function inlineType(mime: string | null): string {
  return mime && /^(image\/(png|jpeg|webp|gif)|audio\/[\w.+-]+|video\/(mp4|webm))$/.test(mime)
    ? mime
    : "application/octet-stream";
}
