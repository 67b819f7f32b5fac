import type { ReactNode } from "react";

interface PanelProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

export function Panel({ title, hint, children }: PanelProps) {
  return (
    <section className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5 md:p-6">
      <header>
        <h2 className="font-semibold">{title}</h2>
        {hint && <p className="text-sm text-third">{hint}</p>}
      </header>
      {children}
    </section>
  );
}
