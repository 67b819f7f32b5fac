import type { AuditEntry } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useNow } from "../i18n/useNow.ts";
import { detailWords } from "./detail.ts";

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
        {detailWords(detail, { t, word, format }, now).map((words) => (
          <bdi key={words}>{words}</bdi>
        ))}
      </p>
    </li>
  );
}

const isNobody = (actor: string | null): actor is "operator" | "desk" | "api" | null =>
  actor === null || ["operator", "desk", "api"].includes(actor);

const TROUBLE: ReadonlySet<string> = new Set(["sign_in.failed", "sign_in.locked"]);
