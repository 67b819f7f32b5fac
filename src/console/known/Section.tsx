import type { ReactNode } from "react";

interface SectionProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly card?: boolean;
}

export function Section({ title, children, card = false }: SectionProps) {
  return (
    <section className={`flex flex-col gap-2 ${card ? "rounded-card border border-line bg-surface p-4" : "px-1"}`}>
      <h3 className="text-sm font-semibold text-second">{title}</h3>
      {children}
    </section>
  );
}

/** A name and a value at the two edges of a line. */
export function Pair({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="min-w-0 text-second">{name}</dt>
      <dd className="min-w-[40%] text-end">{children}</dd>
    </div>
  );
}
