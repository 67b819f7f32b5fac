import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Problem } from "../api/client.ts";
import { channelsQuery } from "../api/queries.ts";
import type { ChannelAccount } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { changeAccount } from "./accounts.ts";
import { Refusal } from "./Refusal.tsx";

interface SwitchAccountProps {
  readonly account: ChannelAccount;
  readonly name: string;
  readonly onDone: () => void;
}

/** Asks once more before an account is switched off, or on again. */
export function SwitchAccount({ account: { id, enabled }, name, onDone }: SwitchAccountProps) {
  const { t } = useI18n();
  const client = useQueryClient();
  const change = useMutation<ChannelAccount, Problem>({
    mutationFn: () => changeAccount(id, { enabled: !enabled }),
    onSuccess: async () => {
      await client.invalidateQueries(channelsQuery);
      onDone();
    },
  });
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 rounded-field bg-warm-soft p-3 text-warm-ink">
      <p className="flex-1 basis-64 text-sm">{t(enabled ? "channels.off.sure" : "channels.on.sure", { name })}</p>
      <Button look="primary" size="small" isPending={change.isPending} onPress={() => change.mutate()}>
        {t("team.do")}
      </Button>
      <Button size="small" onPress={onDone}>
        {t("common.cancel")}
      </Button>
      <Refusal problem={change.error} />
    </div>
  );
}
