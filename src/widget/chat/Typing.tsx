import { t } from "../text/texts.ts";

const DELAYS = ["0ms", "160ms", "320ms"] as const;

export function Typing() {
  return (
    <p className="mt-4 flex w-fit gap-1.5 self-start rounded-[20px] rounded-es-md bg-soft px-4 py-4">
      <span className="sr-only">{t("typing")}</span>
      {DELAYS.map((animationDelay) => (
        <span
          key={animationDelay}
          aria-hidden
          style={{ animationDelay }}
          className="size-2 animate-think rounded-full bg-accent"
        />
      ))}
    </p>
  );
}
