import { FileText } from "lucide-react";
import { t } from "../text/texts.ts";
import type { ChatMessage } from "../wire/types.ts";

/** Files of a message: pictures to look at, recordings to hear, the rest to save. */
export function AttachedFiles({ message }: { readonly message: ChatMessage }) {
  return message.attachments.map((attachment, index) => {
    const href = `/api/chat/files/${encodeURIComponent(message.id)}/${index}`;
    const name = attachment.name ?? t("attachment");
    const key = attachment.id ?? href;
    // Our own, of which the server has not told more yet.
    if (!/^\d+$/.test(message.id)) return <bdi key={key}>{name}</bdi>;
    if (attachment.kind === "image") {
      return (
        <a key={key} href={href} target="_blank" rel="noreferrer" className="block py-1">
          <img
            src={href}
            alt={name}
            loading="lazy"
            className="max-h-64 min-h-16 max-w-full rounded-field object-contain"
          />
        </a>
      );
    }
    if (attachment.kind === "voice" || attachment.kind === "audio") {
      // biome-ignore lint/a11y/useMediaCaption: a recording that somebody sent comes without captions
      return <audio key={key} controls preload="none" src={href} aria-label={name} className="h-10 max-w-full" />;
    }
    return (
      <a key={key} href={href} download className="flex items-center gap-2 py-1 underline underline-offset-4">
        <FileText aria-hidden className="size-4 shrink-0" />
        <bdi>{name}</bdi>
      </a>
    );
  });
}
