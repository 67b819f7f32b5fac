import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useEffect } from "react";
import { conversationQuery } from "../api/queries.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { goTo, hrefOf } from "../shell/route.ts";
import { Tag } from "../ui/Tag.tsx";
import { Brief } from "./Brief.tsx";
import { Clocks } from "./Clocks.tsx";
import { Contact } from "./Contact.tsx";
import { Facts } from "./Facts.tsx";
import { Handling } from "./Handling.tsx";
import { Promises } from "./Promises.tsx";
import { ReadingBars } from "./ReadingBars.tsx";
import { Section } from "./Section.tsx";
import { TicketCard } from "./TicketCard.tsx";

interface KnownProps {
  readonly id: string;
  /** On a narrow screen it stands in the conversation's place when asked for. */
  readonly shown: boolean;
}

/** The fourth column: what we know, so that nobody asks twice. */
export function Known({ id, shown }: KnownProps) {
  const { t, word } = useI18n();
  const { data } = useQuery(conversationQuery(id));
  useEffect(() => {
    if (!shown) return;
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && goTo(hrefOf.conversation(id));
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [id, shown]);

  return (
    <aside
      aria-label={t("chat.about")}
      className={`min-h-0 flex-1 flex-col gap-6 overflow-y-auto p-5 xl:flex xl:w-72 min-[1440px]:w-80 xl:flex-none xl:border-s xl:border-line ${shown ? "flex" : "hidden"}`}
    >
      <a
        href={hrefOf.conversation(id)}
        className="flex min-h-10 w-fit items-center gap-2 rounded-field text-sm text-second xl:hidden"
      >
        <ArrowLeft aria-hidden className="mirrored size-4" />
        {t("common.back")}
      </a>
      {data && (
        <>
          <Contact conversation={data} />
          {data.brief && <Brief brief={data.brief} />}
          <Clocks clocks={data.clocks} />
          <Promises conversationId={id} promises={data.promises} />
          <Section title={t("known.reading")}>
            <ReadingBars heat={data.episodeReading.heat} substance={data.episodeReading.substance} />
            {data.episodeReading.flags.length > 0 && (
              <p className="flex flex-wrap gap-1.5 pt-1">
                {data.episodeReading.flags.map((flag) => (
                  <Tag key={flag} tone="hot">
                    {word("flag", flag)}
                  </Tag>
                ))}
              </p>
            )}
          </Section>
          <Facts facts={data.facts} missing={data.reading?.missing ?? []} />
          <TicketCard conversation={data} />
          {data.category && <Handling category={data.category} />}
        </>
      )}
    </aside>
  );
}
