import { Link } from "lucide-react";
import { useState } from "react";
import { ROLES, type Role } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { ProblemWords } from "../ui/ProblemWords.tsx";
import { Segments } from "../ui/Segments.tsx";
import { InvitationLink } from "./InvitationLink.tsx";
import { Panel } from "./Panel.tsx";
import { useInvite } from "./useInvite.ts";

/** An admin makes a link; whoever opens it chooses a name and a password and is in. */
export function Invitation() {
  const { t, word } = useI18n();
  const [role, setRole] = useState<Role>("agent");
  const invite = useInvite();

  // A link already made is for the role it was made for.
  const choose = (next: Role) => {
    setRole(next);
    invite.reset();
  };

  return (
    <Panel title={t("invite.title")} hint={t("invite.hint")}>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
        <Segments
          label={t("invite.role")}
          value={role}
          options={ROLES.map((id) => ({ id, text: word("role", id) }))}
          onChange={choose}
        />
        <Button
          look={invite.data ? "plain" : "primary"}
          isPending={invite.isPending}
          onPress={() => invite.mutate(role)}
          className="min-h-11"
        >
          <Link aria-hidden className="size-4" />
          {t(invite.data ? "invite.another" : "invite.make")}
        </Button>
      </div>
      <div role="status">
        {invite.data && <InvitationLink key={invite.data} link={invite.data} />}
        {invite.error && (
          <p className="text-sm text-danger-ink">
            {t("invite.error")} <ProblemWords problem={invite.error} />
          </p>
        )}
      </div>
    </Panel>
  );
}
