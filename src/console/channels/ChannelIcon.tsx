import { Globe, type LucideIcon, MessageCircle, MessageSquareText, Plug, Send, Smartphone } from "lucide-react";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  telegram: Send,
  whatsapp: MessageCircle,
  "whatsapp-web": Smartphone,
  twilio: MessageSquareText,
  kavenegar: MessageSquareText,
  web: Globe,
};

export function ChannelIcon({ channel }: { readonly channel: string }) {
  const Icon = ICONS[channel] ?? Plug;
  return (
    <span className="grid size-10 shrink-0 place-items-center rounded-field bg-soft text-on-soft">
      <Icon aria-hidden className="size-5" />
    </span>
  );
}
