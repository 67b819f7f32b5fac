import type { ReactNode } from "react";
import { Label, Text, TextArea, TextField } from "react-aria-components";
import { INPUT } from "./Field.tsx";

interface TextBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows: number;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly maxLength?: number;
  readonly lang?: string;
}

/** A text of several lines. */
export function TextBox({ label, hint, rows, required, disabled, maxLength, lang, value, onChange }: TextBoxProps) {
  return (
    <TextField
      value={value}
      onChange={onChange}
      isRequired={required ?? false}
      isDisabled={disabled ?? false}
      {...(maxLength ? { maxLength } : {})}
      className="flex flex-col gap-1"
    >
      <Label className="text-sm font-medium text-second">{label}</Label>
      <TextArea rows={rows} lang={lang} dir="auto" className={`${INPUT} resize-y py-2 leading-7`} />
      {hint && (
        <Text slot="description" className="text-xs text-third">
          {hint}
        </Text>
      )}
    </TextField>
  );
}
