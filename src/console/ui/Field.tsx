import type { ReactNode } from "react";
import { FieldError, Input, Label, Text, TextField } from "react-aria-components";

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "email" | "password";
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly autoComplete?: string;
  readonly required?: boolean;
  readonly minLength?: number;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  /** Addresses and passwords are left to right in every language. */
  readonly latin?: boolean;
}

export function Field({ label, hint, error, required, disabled, latin, value, onChange, ...input }: FieldProps) {
  return (
    <TextField
      value={value}
      onChange={onChange}
      name={input.name}
      type={input.type ?? "text"}
      isRequired={required ?? false}
      isDisabled={disabled ?? false}
      isInvalid={Boolean(error)}
      autoFocus={input.autoFocus ?? false}
      {...(input.autoComplete ? { autoComplete: input.autoComplete } : {})}
      {...(input.minLength ? { minLength: input.minLength } : {})}
      className="flex flex-col gap-1"
    >
      <Label className="text-sm font-medium text-second">{label}</Label>
      <Input dir={latin ? "ltr" : value ? "auto" : undefined} className={INPUT} />
      {hint && (
        <Text slot="description" className="text-xs text-third">
          {hint}
        </Text>
      )}
      <FieldError className="text-sm text-danger-ink">{error}</FieldError>
    </TextField>
  );
}

/** How everything one types into looks. */
export const INPUT =
  "min-h-11 w-full rounded-field border border-edge bg-surface px-3 text-ink placeholder:text-third transition-colors focus:border-accent disabled:opacity-60 disabled:bg-sunken";
