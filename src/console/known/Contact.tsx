import type { ConversationDetail } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useContactName } from "../i18n/useContactName.ts";
import { useNow } from "../i18n/useNow.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Tag } from "../ui/Tag.tsx";
import { Vip } from "./Vip.tsx";

export function Contact({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t, word, format } = useI18n();
  const now = useNow();
  const name = useContactName()(conversation.contact);
  return (
    <header className="flex items-center gap-3">
      <Avatar name={name} size="large" ours />
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold">
          <bdi>{name}</bdi>
        </h2>
        <p className="text-xs text-third">
          {word("channel", conversation.channel)}
          {conversation.language && ` · ${word("language", conversation.language)}`}
        </p>
        <p className="text-xs text-third">{t("known.since", { time: format.moment(conversation.createdAt, now) })}</p>
        {conversation.contact.vip && (
          <p className="pt-0.5">
            <Tag tone="soft">{t("known.vip")}</Tag>
          </p>
        )}
      </div>
      <Vip conversation={conversation} />
    </header>
  );
}
