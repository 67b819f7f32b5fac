import { z } from "zod";
import { err, ok, type Result } from "../../src/core/result.ts";
import { ATTACHMENT_KINDS, type DecodeError, type InboundEvent } from "../../src/ports/channel.ts";

/** The longest text the chat page takes, in UTF-16 units. */
const TEXT_CHARS = 4_000;

/** PostgreSQL holds no NUL. Of a text it is taken out later; in an id it has no business. */
const id = (chars: number) =>
  z
    .string()
    .max(chars)
    .refine((text) => !text.includes("\0"), "must not contain NUL");

const post = z
  .object({
    /** Who writes: given by the server from the visitor's token, never by the page. */
    visitor: z.string().min(1),
    text: z.string().max(TEXT_CHARS, `must be at most ${TEXT_CHARS} characters`).default(""),
    /** The page's own id of the message: sent again after a lost answer, it is the same message. */
    clientId: id(100).min(1),
    data: id(64).nullish(),
    /** Given by the server from what the visitor has uploaded. */
    attachments: z
      .array(
        z.object({
          kind: z.enum(ATTACHMENT_KINDS),
          name: z.string(),
          mime: z.string(),
          bytes: z.number(),
          fileId: z.number(),
        }),
      )
      .default([]),
    at: z.iso.datetime(),
  })
  .refine(({ text, attachments }) => text.trim() !== "" || attachments.length > 0, {
    path: ["text"],
    error: "must not be empty",
  });

/** One message posted by the chat page. */
export function decodePost(raw: unknown): Result<readonly InboundEvent[], DecodeError> {
  const parsed = post.safeParse(raw);
  if (!parsed.success) {
    const message = parsed.error.issues
      .map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`)
      .join("; ");
    return err({ message, hint: 'Send { "text": "…", "clientId": "your own id of this message" }.' });
  }
  const { visitor, text, clientId, data, attachments, at } = parsed.data;
  return ok([
    {
      type: "message",
      channel: "web",
      eventId: `${visitor}:${clientId}`,
      externalId: clientId,
      threadId: visitor,
      sender: { id: visitor, name: "", phone: null },
      text,
      data: data ?? null,
      attachments,
      location: null,
      replyTo: null,
      identity: null,
      status: null,
      sentAt: at,
    },
  ]);
}
