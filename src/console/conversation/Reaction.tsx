import { useI18n } from "../i18n/I18n.tsx";

/** What the customer put on a message: no words to answer, but worth seeing. */
export function Reaction({ reaction }: { readonly reaction: string }) {
  const { t } = useI18n();
  return (
    <span className="inline-flex rounded-full border border-line bg-surface px-1.5 text-sm text-ink">
      <span className="sr-only">{t("message.reaction")}</span>
      <bdi>{reaction}</bdi>
    </span>
  );
}
