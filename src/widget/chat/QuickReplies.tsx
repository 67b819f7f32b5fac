import type { QuickReply } from "../wire/types.ts";

interface QuickRepliesProps {
  readonly buttons: readonly QuickReply[];
  readonly onSend: (text: string, data?: string) => void;
}

/** Answers one need not type; gone once the conversation has moved on. */
export function QuickReplies({ buttons, onSend }: QuickRepliesProps) {
  if (buttons.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2 pt-3">
      {buttons.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          onClick={() => onSend(label, id)}
          className="min-h-11 rounded-full border border-accent px-4 font-medium text-accent transition-colors hover:bg-soft"
        >
          <bdi>{label}</bdi>
        </button>
      ))}
    </div>
  );
}
