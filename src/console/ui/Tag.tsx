import type { ReactNode } from "react";

const TONES = {
  plain: "bg-sunken text-second",
  soft: "bg-soft text-on-soft",
  warm: "bg-warm-soft text-warm-ink",
  hot: "bg-hot-soft text-hot-ink",
  danger: "bg-danger-soft text-danger-ink",
} as const;

export type Tone = keyof typeof TONES;

export function Tag({ tone = "plain", children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`rounded-tag px-2 py-0.5 text-xs whitespace-nowrap ${TONES[tone]}`}>{children}</span>;
}
