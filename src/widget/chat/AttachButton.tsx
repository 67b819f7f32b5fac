import { Paperclip } from "lucide-react";
import { useRef } from "react";
import { t } from "../text/texts.ts";

/** What the server takes. */
const WELCOME = "image/png,image/jpeg,image/webp,image/gif,application/pdf,audio/*";

interface AttachButtonProps {
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
}

export function AttachButton({ busy, onFile }: AttachButtonProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        accept={WELCOME}
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file again must be a change again.
          currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
      <button
        type="button"
        disabled={busy}
        aria-label={t("attach.add")}
        onClick={() => field.current?.click()}
        className="grid size-11 shrink-0 place-items-center rounded-full text-second transition-colors hover:bg-sunken disabled:text-third"
      >
        <Paperclip aria-hidden className="size-5" />
      </button>
    </>
  );
}
