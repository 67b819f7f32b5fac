import { keptContent } from "../../desk/attachments.ts";
import { keepFile } from "../../desk/files.ts";
import type { Api } from "../endpoint.ts";
import { errorResponse, tooManyResponse } from "../errors.ts";
import { fileResponse } from "../file-response.ts";
import { filesOfVisitor, heldFile } from "../queries/files.ts";
import { rateLimit } from "../rate-limit.ts";
import { fileView } from "../views.ts";
import { askedFile, noSuchFile } from "./attachments.ts";
import { type ChatDeps, callerOf, unknownVisitor } from "./chat.ts";
import { emptyFile, fileName, uploaded } from "./files.ts";

/** Pictures, PDF and recordings: what belongs to a complaint. */
const WELCOME = /^(?:image\/|audio\/|application\/pdf$)/;
const HOUR_MS = 3_600_000;
const FILES_PER_HOUR = 5;
/** By address, over all its visitors: a new chat is made with one request. */
const FROM_ONE_ADDRESS = { max: 60, windowMs: HOUR_MS };

/** Files of the web chat: a visitor gives and gets those of the own conversation alone. */
export function chatFileRoutes(app: Api, deps: ChatDeps): void {
  const { sql, clock, allow } = deps;

  const uploads = rateLimit(FROM_ONE_ADDRESS, clock);
  app.post("/api/chat/files", allow("visitor"), async (c) => {
    const visitor = await callerOf(deps, c, "bearer");
    if (!visitor) return unknownVisitor(c);
    const now = clock.now();
    const before = await filesOfVisitor(sql, visitor.id, { since: new Date(now.getTime() - HOUR_MS) });
    const seconds = before.length >= FILES_PER_HOUR ? HOUR_MS / 1_000 : uploads.take(c.get("address"));
    if (seconds > 0) return tooManyResponse(c, seconds, "Too many files in an hour.");
    const content = await uploaded(c);
    if (!content) return emptyFile(c);
    const by = { visitorOf: visitor.id };
    const kept = await keepFile(sql, { content, name: fileName(c), by, only: WELCOME }, now);
    if (kept) return c.json(fileView(kept), 201);
    const hint = "Send a picture (JPEG, PNG, WebP, GIF), a PDF or a recording.";
    return errorResponse(c, { code: "unsupported", message: "Files of this kind are not taken here.", hint });
  });

  app.get("/api/chat/files/:messageId/:index", allow("visitor"), async (c) => {
    const visitor = await callerOf(deps, c, "bearer or cookie");
    if (!visitor) return unknownVisitor(c);
    const asked = askedFile(c);
    const held = asked && (await heldFile(sql, asked.messageId, asked.index));
    const shown = held?.conversationId === visitor.id && !HIDDEN.has(held.delivery ?? "");
    const content = shown && (await keptContent(sql, held.attachment.fileId ?? 0, asked?.messageId ?? 0));
    if (!content) return errorResponse(c, noSuchFile);
    const { name, kind, mime } = held.attachment;
    return fileResponse(c, { name: name ?? kind, mime, content }, { pictures: "shown" });
  });
}

/** What the visitor's page does not show yet, or never. */
const HIDDEN: ReadonlySet<string> = new Set(["pending", "sending", "suppressed", "failed"]);
