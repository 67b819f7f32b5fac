import type { Attachment } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { piecesOf } from "./pieces.ts";

/** What a machine made of a voice note or a picture; words that were hard to make out are underlined. */
export function Heard({ heard }: { readonly heard: NonNullable<Attachment["heard"]> }) {
  const { t } = useI18n();
  const name = t(`heard.${heard.kind}`);
  return (
    <figcaption className="flex flex-col gap-0.5 border-s-2 border-current/25 ps-3 text-sm">
      <span className="text-xs opacity-75">{name}</span>
      <p dir="auto" className="said">
        {piecesOf(heard.text, heard.doubtful).map(({ text, doubtful, at }) =>
          doubtful ? (
            <span key={at} title={t("heard.doubtful")} className="underline decoration-dotted underline-offset-4">
              {text}
            </span>
          ) : (
            text
          ),
        )}
      </p>
    </figcaption>
  );
}
