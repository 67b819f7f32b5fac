import { useI18n } from "../i18n/I18n.tsx";

/** Grey lines where words will be. Appears late, so that a fast answer does not blink. */
export function Skeleton({ lines }: { readonly lines: number }) {
  const { t } = useI18n();
  return (
    <div role="status" className="flex animate-late flex-col gap-6 p-6">
      <span className="sr-only">{t("common.loading")}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <div key={line} aria-hidden className="flex flex-col gap-2.5">
          <span className="h-3 w-2/5 rounded-full bg-sunken" />
          <span className="h-3 w-4/5 rounded-full bg-sunken" />
        </div>
      ))}
    </div>
  );
}
