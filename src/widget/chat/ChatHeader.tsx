import { Mark } from "../../pages/theme/Mark.tsx";
import { t, textOr } from "../text/texts.ts";
import type { ChatState } from "../wire/state.ts";

interface ChatHeaderProps {
  readonly organisation: string;
  readonly line: ChatState["line"];
  /** The conversation's state. */
  readonly owner: string;
}

const DOTS = { starting: "bg-faint", live: "bg-accent", lost: "bg-warm" } as const;

/** Whose chat this is, and who is at the other end now. */
export function ChatHeader({ organisation, line, owner }: ChatHeaderProps) {
  const state = line === "live" ? (textOr(`state.${owner}`) ?? t("state.bot")) : t(`state.${line}`);
  return (
    <header className="flex items-center gap-3 border-b border-line px-4 py-3 pt-[max(12px,env(safe-area-inset-top))]">
      <Mark size={40} />
      <div className="min-w-0">
        <h1 className="truncate text-base font-bold">
          {organisation ? t("chat.title.of", { organisation: `\u2068${organisation}\u2069` }) : t("chat.title")}
        </h1>
        <p role="status" className="flex items-center gap-2 text-sm text-second">
          <span aria-hidden className={`size-2 shrink-0 rounded-full ${DOTS[line]}`} />
          {state}
        </p>
      </div>
    </header>
  );
}
