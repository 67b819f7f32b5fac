import { ContactRound, FileText, Film, ImageOff, type LucideIcon, MapPin, Mic, Sticker } from "lucide-react";
import { useState } from "react";
import type { Attachment, Message } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Heard } from "./Heard.tsx";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  image: ImageOff,
  voice: Mic,
  audio: Mic,
  video: Film,
  location: MapPin,
  contact: ContactRound,
  sticker: Sticker,
};

export function Attachments({ message }: { readonly message: Message }) {
  if (message.attachments.length === 0) return null;
  return (
    <div className="flex flex-col gap-2 py-1">
      {message.attachments.map((attachment, index) => (
        <figure
          key={attachment.id ?? `${message.id}-${attachment.kind}-${attachment.name}`}
          className="flex flex-col gap-1.5"
        >
          <AttachmentItem
            attachment={attachment}
            href={`/api/v1/attachments/${encodeURIComponent(message.id)}/${index}`}
          />
          {attachment.heard && <Heard heard={attachment.heard} />}
        </figure>
      ))}
    </div>
  );
}

interface AttachmentItemProps {
  readonly attachment: Attachment;
  readonly href: string;
}

function AttachmentItem({ attachment, href }: AttachmentItemProps) {
  const { word } = useI18n();
  const kind = word("attachment", attachment.kind);
  const Icon = ICONS[attachment.kind] ?? FileText;
  // A picture the platform no longer holds is at least named.
  const [broken, setBroken] = useState(false);
  if (attachment.kind === "image" && !broken) {
    return (
      <a href={href} target="_blank" rel="noreferrer">
        <img
          src={href}
          alt={attachment.name ?? kind}
          loading="lazy"
          onError={() => setBroken(true)}
          className="max-h-64 min-h-16 max-w-full rounded-field bg-page object-contain"
        />
      </a>
    );
  }
  if (attachment.kind === "voice" || attachment.kind === "audio") {
    // biome-ignore lint/a11y/useMediaCaption: a customer's voice message comes without captions
    return <audio controls preload="none" src={href} aria-label={kind} className="h-10 max-w-full" />;
  }
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="flex items-center gap-2 rounded-field border border-current/20 px-3 py-2 text-sm"
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <bdi className="truncate">{attachment.name ?? kind}</bdi>
    </a>
  );
}
