import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { attachmentContent } from "../../desk/attachments.ts";
import type { Api, RouteDeps } from "../endpoint.ts";
import { type ApiError, errorResponse } from "../errors.ts";
import { fileResponse } from "../file-response.ts";
import { heldFile } from "../queries/files.ts";
import { rowId } from "../schemas.ts";

const FETCH_MS = 20_000;
const path = z.object({ messageId: rowId, index: z.string().regex(/^\d{1,3}$/) });

/**
 * A file of a message, for agents: one of ours out of the database; a customer's fetched from the messenger when it is
 * asked for. Always given as a download: nothing a stranger sent is ever shown as a page of ours.
 */
export function attachmentRoutes(api: Api, deps: RouteDeps): void {
  api.get("/attachments/:messageId/:index", deps.allow("agent"), async (c) => {
    const asked = askedFile(c);
    const held = asked && (await heldFile(deps.sql, asked.messageId, asked.index));
    if (!held) return errorResponse(c, noSuchFile);
    const content = await attachmentContent(deps, { ...held, ...asked }, AbortSignal.timeout(FETCH_MS));
    if (!content.ok)
      return errorResponse(c, content.error.gone ? noSuchFile : { code: "unavailable", ...content.error });
    const { name, mime, kind } = held.attachment;
    const file = { name: name ?? `${kind}-${asked.messageId}`, mime, content: content.value };
    return fileResponse(c, file, { pictures: "downloaded" });
  });
}

/** @returns null where the path names no file */
export function askedFile(c: Context): { readonly messageId: number; readonly index: number } | null {
  const { data } = path.safeParse(c.req.param());
  return data ? { messageId: Number(data.messageId), index: Number(data.index) } : null;
}

export const noSuchFile: ApiError = {
  code: "not_found",
  message: "There is no such file.",
  hint: "Take the ids from the message's `attachments`.",
};
