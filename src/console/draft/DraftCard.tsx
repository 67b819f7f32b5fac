import type { ReactNode } from "react";

interface DraftCardProps {
  readonly label: string;
  readonly heading: ReactNode;
  readonly children: ReactNode;
  readonly actions: ReactNode;
}

/** Words that wait for a person, between what was said and what one writes oneself. */
export function DraftCard({ label, heading, children, actions }: DraftCardProps) {
  return (
    <section aria-label={label} className="px-3 pt-2 md:px-6">
      <div className="flex max-h-[46dvh] flex-col gap-2 rounded-card border border-line bg-page p-3 md:p-4">
        <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5">{heading}</header>
        <div className="flex min-h-0 flex-col gap-2 overflow-y-auto">{children}</div>
        <footer className="flex flex-wrap items-center gap-2">{actions}</footer>
      </div>
    </section>
  );
}
