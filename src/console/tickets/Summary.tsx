import { Said } from "../../pages/conversation/Said.tsx";
import { useI18n } from "../i18n/I18n.tsx";
import { summaryPieces } from "./summary.ts";

/** A redacted text: what was taken out of it is named in the reader's words. */
export function Summary({ text }: { readonly text: string }) {
  const { t } = useI18n();
  return summaryPieces(text).map((piece, index) =>
    "text" in piece ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <Said key={index} text={piece.text} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <bdi key={index} className="rounded-tag bg-sunken px-1.5 text-sm text-second">
        {t(`pii.${piece.hidden}`)}
      </bdi>
    ),
  );
}
