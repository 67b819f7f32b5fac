import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface BlankProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly hint?: ReactNode;
  readonly children?: ReactNode;
  /** Something went wrong, and a screen reader should say so at once. */
  readonly alert?: boolean;
}

/** What a place says when it has nothing to show: why, and what to do. */
export function Blank({ icon: Icon, title, hint, children, alert = false }: BlankProps) {
  return (
    <div
      role={alert ? "alert" : undefined}
      className="flex h-full flex-col items-center justify-center gap-3 p-8 text-center"
    >
      <span className="grid size-14 place-items-center rounded-full bg-sunken text-faint">
        <Icon aria-hidden className="size-6" />
      </span>
      <p className="font-semibold">{title}</p>
      {hint && <p className="max-w-72 text-sm text-second">{hint}</p>}
      {children}
    </div>
  );
}
