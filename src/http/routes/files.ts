import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { keepFile } from "../../desk/files.ts";
import { type Api, endpoint, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { file } from "../schemas.ts";
import { fileView } from "../views.ts";

const NAME_HEADER = "x-file-name";
const KEY_CHARS = 200;

const headers = z.object({
  [NAME_HEADER]: z.string().max(1_000).optional().openapi({ description: "Percent-encoded UTF-8." }),
  "idempotency-key": z.string().min(1).max(KEY_CHARS).optional(),
});
const anyBytes = z.any().openapi({ type: "string", format: "binary" });

/** Files that agents are about to send. */
export function fileRoutes(api: Api, { sql, clock, allow }: RouteDeps): void {
  const upload = {
    method: "post",
    path: "/files",
    summary: "Keeps a file, at most 20 MiB, to be sent with a message; one that is not sent is gone after a day",
    request: { headers, body: { content: { "application/octet-stream": { schema: anyBytes } } } },
  } as const;
  api.openapi(endpoint(allow, "agent", upload, file, 201), async (c) => {
    const content = await uploaded(c);
    if (!content) return emptyFile(c);
    const by = { agentId: c.get("actor").agentId };
    const key = c.req.header("idempotency-key");
    const kept = await keepFile(sql, { content, name: fileName(c), by, key }, clock.now());
    if (kept) return c.json(fileView(kept), 201);
    return errorResponse(c, {
      code: "idempotency_conflict",
      message: "This Idempotency-Key was used for another file.",
      hint: "Use a new key for a new file.",
    });
  });
}

/** The body as it is. @returns null where there is none */
export async function uploaded(c: Context): Promise<Uint8Array | null> {
  const content = new Uint8Array(await c.req.arrayBuffer());
  return content.byteLength > 0 ? content : null;
}

export function emptyFile(c: Context): Response {
  const hint = "Send the file itself as the body.";
  return errorResponse(c, { code: "invalid", message: "The file is empty.", hint });
}

/** A header holds no Persian: names come percent-encoded; one that is not stays as it is. */
export function fileName(c: Context): string {
  const given = c.req.header(NAME_HEADER) ?? "";
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}
