import {
  BookOpen,
  CalendarClock,
  Database,
  type LucideIcon,
  MessageSquareQuote,
  Scale,
  Ticket,
  UserCheck,
} from "lucide-react";
import { Said } from "../../pages/conversation/Said.tsx";
import type { Support } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";
import { hrefOf } from "../shell/route.ts";

export const SUPPORT_ICONS: Readonly<Record<Support["kind"], LucideIcon>> = {
  customer: MessageSquareQuote,
  ticket: Ticket,
  fact: UserCheck,
  article: BookOpen,
  lookup: Database,
  policy: Scale,
  promise: CalendarClock,
};

const ISO = /^\d{4}-\d\d-\d\dT/;

/** One thing a reply stands on: what it is, its words, and the way there. */
export function SupportSource({ support }: { readonly support: Support }) {
  const { t, format } = useI18n();
  const now = useNow();
  const Icon = SUPPORT_ICONS[support.kind];
  const [article = "", paragraph = ""] = support.kind === "article" ? support.ref.split("#") : [];
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <p className="flex items-center gap-2 font-semibold text-second">
        <Icon aria-hidden className="size-4 shrink-0 text-accent" />
        {t(`support.${support.kind}`)}
        {support.kind === "lookup" && support.ref && <bdi className="font-normal text-third">{support.ref}</bdi>}
        {support.kind === "policy" && support.ref && <bdi className="code font-normal text-third">{support.ref}</bdi>}
      </p>
      {ISO.test(support.quote) ? (
        <time dateTime={support.quote} className="border-s-2 border-accent ps-3">
          {format.moment(support.quote, now)}
        </time>
      ) : /^\S+$/.test(support.quote) ? (
        <blockquote className="border-s-2 border-accent ps-3">
          <bdi className="code">{support.quote}</bdi>
        </blockquote>
      ) : (
        <blockquote dir="auto" className="said max-h-40 overflow-auto border-s-2 border-accent ps-3">
          <Said text={support.quote} />
        </blockquote>
      )}
      {article !== "" && (
        <p className="flex flex-wrap items-center gap-x-3 text-xs text-third">
          {t("support.paragraph", { article: format.digits(article), paragraph: format.digits(paragraph) })}
          <a href={hrefOf.article(article)} className="min-h-6 font-medium text-accent underline underline-offset-4">
            {t("support.open")}
          </a>
        </p>
      )}
    </div>
  );
}
