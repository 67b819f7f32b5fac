import type { ReactNode } from "react";
import type { Tone } from "./tone.ts";

const TONES: Readonly<Record<Tone, string>> = {
  plain: "bg-sunken text-second",
  soft: "bg-soft text-on-soft",
  warm: "bg-warm-soft text-warm-ink",
  hot: "bg-hot-soft text-hot-ink",
  danger: "bg-danger-soft text-danger-ink",
};

export function Tag({ tone = "plain", children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`rounded-tag px-2 py-0.5 text-xs whitespace-nowrap ${TONES[tone]}`}>{children}</span>;
}
