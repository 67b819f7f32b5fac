import { useQuery } from "@tanstack/react-query";
import { Button, Dialog, DialogTrigger, Heading, Popover } from "react-aria-components";
import { turnsQuery } from "../api/queries.ts";
import type { Message } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { useConversationId } from "../shell/route.ts";
import { Failed } from "../ui/Failed.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { WhyChecks } from "./WhyChecks.tsx";
import { WhyTurn } from "./WhyTurn.tsx";

/** Opens what the bot understood and the rule it followed, for one message. */
export function WhyThis({ message }: { readonly message: Message }) {
  const { t } = useI18n();
  return (
    <DialogTrigger>
      <Button className="min-h-7 rounded-sm font-medium text-accent underline decoration-dashed underline-offset-4">
        {t("why.open")}
      </Button>
      <Popover
        placement="top end"
        className="flex w-[min(26rem,calc(100vw-24px))] flex-col rounded-card border border-line bg-surface shadow-card"
      >
        <Dialog className="flex min-h-0 flex-col outline-none">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
          <div tabIndex={0} className="flex max-h-[70vh] min-h-0 flex-col gap-4 overflow-auto rounded-card p-5">
            <Heading slot="title" className="text-base font-bold">
              {t("why.title")}
            </Heading>
            {message.turnId && <Why turnId={message.turnId} />}
            {message.checks && <WhyChecks checks={message.checks} />}
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Why({ turnId }: { readonly turnId: string | null }) {
  const { t } = useI18n();
  const turns = useQuery(turnsQuery(useConversationId()));
  if (turns.error) return <Failed title={t("error.title")} problem={turns.error} onRetry={turns.refetch} />;
  if (!turns.data) return <Skeleton lines={2} />;
  const turn = turns.data.find(({ id }) => id === turnId);
  return turn ? <WhyTurn turn={turn} /> : <p className="text-second">{t("why.none")}</p>;
}
