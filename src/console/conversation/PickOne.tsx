import { MessagesSquare } from "lucide-react";
import { useI18n } from "../i18n/I18n.tsx";
import { Blank } from "../ui/Blank.tsx";
import { Key } from "../ui/Key.tsx";

/** The middle while nothing is open. A phone shows the queue instead. */
export function PickOne({ first }: { readonly first: boolean }) {
  const { t } = useI18n();
  return (
    <main className="hidden flex-1 bg-surface md:block">
      {first ? (
        <Blank icon={MessagesSquare} title={t("pick.first")} hint={t("pick.first.hint")}>
          <a href="/chat" target="_blank" rel="noreferrer" className="font-semibold text-accent">
            {t("pick.first.open")}
          </a>
        </Blank>
      ) : (
        <Blank
          icon={MessagesSquare}
          title={t("pick.title")}
          hint={
            <>
              <Key>j</Key> <Key>k</Key> <span className="ps-1">{t("pick.hint")}</span>
            </>
          }
        />
      )}
    </main>
  );
}
