import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Problem } from "../api/client.ts";
import { channelsQuery } from "../api/queries.ts";
import type { ChannelAccount } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import type { ChannelSetting } from "./accounts.ts";
import { type Changes, changesOf, type Typed } from "./changes.ts";
import { Refusal } from "./Refusal.tsx";
import { SettingField } from "./SettingField.tsx";

interface AccountFormProps {
  readonly channel: string;
  readonly settings: readonly ChannelSetting[];
  /** What is set already; empty for a new account. */
  readonly shown: ChannelAccount["settings"];
  readonly submit: string;
  /** @throws a `Problem` */
  readonly save: (changes: Changes) => Promise<ChannelAccount>;
  readonly onDone: () => void;
}

/** The platforms' own pages on where their keys are found. */
const GUIDES: Readonly<Record<string, string>> = {
  telegram: "https://core.telegram.org/bots/features#botfather",
  whatsapp: "https://developers.facebook.com/docs/whatsapp/cloud-api/get-started",
  twilio: "https://www.twilio.com/docs/messaging",
  kavenegar: "https://kavenegar.com/rest.html",
};
/** The environment's way to switch an account on; one that is entered is switched where it is shown. */
const NOT_ASKED: ReadonlySet<string> = new Set(["enabled"]);

/** The settings of one account, new or not. What is typed stays until the server has taken it. */
export function AccountForm({ channel, settings, shown, submit, save, onDone }: AccountFormProps) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [typed, setTyped] = useState<Typed>({});
  const saving = useMutation<ChannelAccount, Problem, Changes>({
    mutationFn: save,
    onSuccess: async () => {
      await client.invalidateQueries(channelsQuery);
      onDone();
    },
  });
  const asked = settings.filter(({ name }) => !NOT_ASKED.has(name));
  const guide = GUIDES[channel];

  const type = (name: string, value: string | null | undefined) => {
    saving.reset();
    setTyped(({ [name]: _before, ...others }) => (value === undefined ? others : { ...others, [name]: value }));
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate(changesOf(shown, typed));
  };

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      {asked.map((setting, index) => (
        <SettingField
          key={setting.name}
          channel={channel}
          setting={setting}
          shown={shown[setting.name]}
          typed={typed[setting.name]}
          onChange={(value) => type(setting.name, value)}
          autoFocus={index === 0}
        />
      ))}
      <Refusal problem={saving.error} />
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" type="submit" isPending={saving.isPending}>
          {saving.isPending ? t("common.saving") : submit}
        </Button>
        <Button look="quiet" onPress={onDone}>
          {t("common.cancel")}
        </Button>
        {guide && (
          <a
            href={guide}
            target="_blank"
            rel="noreferrer"
            className="ms-auto inline-flex min-h-10 items-center gap-1.5 text-sm text-accent underline"
          >
            {t("channels.guide")}
            <ExternalLink aria-hidden className="mirrored size-3.5" />
          </a>
        )}
      </div>
    </form>
  );
}
