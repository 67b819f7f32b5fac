import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";

const LOOKS = {
  primary: "bg-accent text-on-accent border-transparent hover:bg-accent-strong",
  plain: "bg-surface text-ink border-line hover:bg-sunken",
  quiet: "bg-transparent text-second border-transparent hover:bg-sunken hover:text-ink",
} as const;

const SIZES = {
  normal: "min-h-10 px-4 rounded-field font-semibold",
  small: "min-h-8 px-3 rounded-[10px] text-sm font-medium",
  icon: "size-10 rounded-field",
} as const;

interface ButtonProps extends Omit<AriaButtonProps, "className"> {
  readonly look?: keyof typeof LOOKS;
  readonly size?: keyof typeof SIZES;
  readonly className?: string;
}

export function Button({ look = "plain", size = "normal", className = "", ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={`inline-flex shrink-0 items-center justify-center gap-2 border whitespace-nowrap transition-colors disabled:opacity-50 ${LOOKS[look]} ${SIZES[size]} ${className}`}
    />
  );
}
