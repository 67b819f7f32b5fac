import { t } from "../text/texts.ts";
import { QuickReplies } from "./QuickReplies.tsx";

interface WelcomeProps {
  readonly starting: boolean;
  readonly lost: boolean;
  readonly onSend: (text: string) => void;
}

const STARTS = ["welcome.start.1", "welcome.start.2", "welcome.start.3"] as const;

/** The first thing somebody with a problem sees. */
export function Welcome({ starting, lost, onSend }: WelcomeProps) {
  if (starting) return null;
  const buttons = STARTS.map((key) => ({ id: key, label: t(key) }));
  return (
    <section className="my-auto flex animate-arrive flex-col gap-3 py-8">
      <h2 className="text-xl font-bold">{t(lost ? "unreachable.title" : "welcome.title")}</h2>
      <p className="max-w-md text-second">{t(lost ? "unreachable.lead" : "welcome.lead")}</p>
      {!lost && <QuickReplies buttons={buttons} onSend={(text) => onSend(text)} />}
    </section>
  );
}
