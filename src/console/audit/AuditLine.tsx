import type { AuditEntry } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";

/** Who did what to whom, when and from where. */
export function AuditLine({ entry }: { readonly entry: AuditEntry }) {
  const { t, word, format } = useI18n();
  const { at, actor, actorName, action, subjectName, address, detail } = entry;
  const now = useNow();
  const what = word("audit", action);
  const who = actorName ?? (isNobody(actor) ? t(`audit.by.${actor ?? "nobody"}`) : actor);
  return (
    <li className="flex flex-col gap-0.5 px-5 py-3">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className={`font-medium ${TROUBLE.has(action) ? "text-danger-ink" : ""}`}>
          {subjectName && entry.subject !== actor ? t("audit.about", { action: what, name: subjectName }) : what}
        </span>
        <time dateTime={at} className="ms-auto text-sm text-third">
          {format.moment(at, now)}
        </time>
      </p>
      <p className="flex flex-wrap gap-x-2 text-sm text-third">
        <bdi>{who}</bdi>
        {address && <bdi>{address}</bdi>}
        {Object.entries(detail).map(([name, value]) => (
          <bdi key={name}>{detailOf(name, value)}</bdi>
        ))}
      </p>
    </li>
  );

  /** A name or a figure beside it: in the reader's words where there are some, else as the server wrote it. */
  function detailOf(name: string, value: unknown): string {
    if (Array.isArray(value)) return value.join(", ");
    if (name === "ended") return t("audit.ended", { count: format.number(Number(value)) });
    if (typeof value === "number") return `${name} ${format.number(value)}`;
    return word(FAMILIES[name] ?? "", String(value));
  }
}

/** Whose words the values of a detail are. */
const FAMILIES: Readonly<Record<string, string>> = {
  with: "audit.with",
  role: "role",
  from: "role",
  to: "role",
  channel: "channel",
  which: "audit.which",
};

const isNobody = (actor: string | null): actor is "operator" | "desk" | "api" | null =>
  actor === null || ["operator", "desk", "api"].includes(actor);

const TROUBLE: ReadonlySet<string> = new Set(["sign_in.failed", "sign_in.locked"]);
