import type { ReactNode } from "react";
import { Switch, type SwitchProps } from "react-aria-components";

interface ToggleProps extends Omit<SwitchProps, "className" | "children"> {
  readonly children?: ReactNode;
}

export function Toggle({ children, ...rest }: ToggleProps) {
  return (
    <Switch {...rest} className="group flex min-h-9 w-fit cursor-pointer items-center gap-3 data-disabled:opacity-60">
      <span className="flex h-6 w-10 rounded-full bg-faint p-0.5 transition-colors group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:bg-accent">
        <span className="size-5 rounded-full bg-surface transition-[margin] group-data-selected:ms-4" />
      </span>
      {children}
    </Switch>
  );
}
