import { BookOpen, Cable, Inbox, Settings, Ticket } from "lucide-react";
import type { ReactNode } from "react";
import { Mark } from "../../pages/theme/Mark.tsx";
import type { Agent } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { countText } from "../queue/counts.ts";
import { AccountMenu } from "./AccountMenu.tsx";
import { KeysHelp } from "./KeysHelp.tsx";
import { hrefOf, type Route } from "./route.ts";

interface RailProps {
  readonly agent: Agent;
  readonly at: Route["at"];
  readonly waiting: number;
  readonly overdue: number;
}

/** The first column; on a phone a bar at the bottom. */
export function Rail({ agent, at, waiting, overdue }: RailProps) {
  const { t, format } = useI18n();
  return (
    <nav
      aria-label={t("rail.label")}
      className="order-last flex items-center justify-around gap-2 border-t border-line bg-page p-2 pb-[max(8px,env(safe-area-inset-bottom))] md:order-first md:flex-col md:justify-start md:border-e md:border-t-0 md:bg-surface md:p-3"
    >
      <span className="mb-3 hidden md:block">
        <Mark />
      </span>
      <RailLink href={hrefOf.queue} label={t("rail.queue")} current={at === "queue" || at === "conversation"}>
        <Inbox aria-hidden className="size-5" />
        {waiting > 0 && (
          <span
            className={`absolute -end-0.5 -top-0.5 min-w-5 rounded-full px-1 text-center text-[11px] leading-5 font-semibold ${overdue > 0 ? "bg-hot text-on-accent" : "bg-accent text-on-accent"}`}
          >
            {countText(format, waiting)}
          </span>
        )}
      </RailLink>
      <RailLink href={hrefOf.tickets} label={t("rail.tickets")} current={at === "tickets"}>
        <Ticket aria-hidden className="size-5" />
      </RailLink>
      <RailLink href={hrefOf.knowledge} label={t("rail.knowledge")} current={at === "knowledge"}>
        <BookOpen aria-hidden className="size-5" />
      </RailLink>
      <RailLink href={hrefOf.channels} label={t("settings.channels")} current={at === "channels"}>
        <Cable aria-hidden className="size-5" />
      </RailLink>
      <RailLink href={hrefOf.settings} label={t("rail.settings")} current={at === "settings"}>
        <Settings aria-hidden className="size-5" />
      </RailLink>
      <span className="hidden flex-1 md:block" />
      <KeysHelp />
      <AccountMenu agent={agent} />
    </nav>
  );
}

interface RailLinkProps {
  readonly href: string;
  readonly label: string;
  readonly current: boolean;
  readonly children: ReactNode;
}

function RailLink({ href, label, current, children }: RailLinkProps) {
  return (
    <a
      href={href}
      title={label}
      aria-current={current ? "page" : undefined}
      className={`relative grid size-11 place-items-center rounded-field transition-colors ${current ? "bg-soft text-on-soft" : "text-second hover:bg-sunken"}`}
    >
      <span className="sr-only">{label}</span>
      {children}
    </a>
  );
}
