import { Check, Copy } from "lucide-react";
import type { ChannelAccount } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { useCopied } from "../ui/useCopied.ts";

interface WebhookAddressProps {
  readonly channel: string;
  readonly path: string;
  readonly url: ChannelAccount["webhookUrl"];
}

/** Where the platform posts to, to be copied there. A desk that knows no public address shows the one of this page. */
export function WebhookAddress({ channel, path, url }: WebhookAddressProps) {
  const { t, word } = useI18n();
  const { copied, copy } = useCopied();
  const address = url ?? new URL(path, location.origin).href;
  const Icon = copied ? Check : Copy;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <p dir="ltr" className="code min-w-0 flex-1 basis-56 rounded-field bg-sunken px-3 py-1.5 break-all select-all">
          {address}
        </p>
        <Button size="small" onPress={() => copy(address)}>
          <Icon aria-hidden className="size-3.5" />
          {t(copied ? "common.copied" : "channels.webhook.copy")}
        </Button>
      </div>
      <p className="text-third">{url ? word("webhook", channel) : t("channels.webhook.guess")}</p>
    </>
  );
}
