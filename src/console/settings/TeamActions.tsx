import { useMutation, useQueryClient } from "@tanstack/react-query";
import { EllipsisVertical } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { type Problem, request } from "../api/client.ts";
import { agentsQuery } from "../api/queries.ts";
import type { Agent } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";

type Act = "admin" | "agent" | "sessions" | "factor.reset" | "leave" | "back";

/** What an admin does about how a colleague signs in; each is asked once more before it is done. */
export function TeamActions({ agent }: { readonly agent: Agent }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Act | null>(null);
  const act = useMutation<void, Problem, Act>({
    mutationFn: async (what) => {
      const done = await ask(agent.id, what);
      if (!done.ok) throw done.error;
    },
    onSuccess: async () => {
      setAsked(null);
      await client.invalidateQueries(agentsQuery);
    },
  });
  const choose = (what: Act | null) => {
    act.reset();
    setAsked(what);
  };

  return (
    <>
      <MenuTrigger>
        <AriaButton
          aria-label={t("team.actions", { name: agent.name })}
          className="grid size-9 place-items-center rounded-field text-second hover:bg-sunken"
        >
          <EllipsisVertical aria-hidden className="size-4" />
        </AriaButton>
        <Popover className="min-w-56 rounded-field border border-line bg-surface p-1 shadow-card">
          <Menu onAction={(key) => choose(key as Act)} className="outline-none">
            {actsFor(agent).map((what) => (
              <MenuItem
                key={what}
                id={what}
                className="flex min-h-10 items-center rounded-[10px] px-3 outline-none data-focused:bg-sunken"
              >
                {t(`team.${what}`)}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {asked && (
        <div
          role="alert"
          className="flex w-full flex-wrap items-center gap-3 rounded-field bg-warm-soft p-3 text-warm-ink"
        >
          <p className="flex-1 basis-64 text-sm">
            {act.error ? whyNot(act.error) : t(`team.${asked}.sure`, { name: agent.name })}
          </p>
          {!act.error && (
            <Button look="primary" size="small" isPending={act.isPending} onPress={() => act.mutate(asked)}>
              {t("team.do")}
            </Button>
          )}
          <Button size="small" onPress={() => choose(null)}>
            {t(act.error ? "common.close" : "common.cancel")}
          </Button>
        </div>
      )}
    </>
  );

  function whyNot({ status }: Problem): string {
    if (status === 409) return t("team.lastadmin");
    return t(status === 0 ? "error.offline" : "me.failed");
  }
}

function actsFor({ active, role, twoFactor, sessions = 0 }: Agent): readonly Act[] {
  if (active === false) return ["back"];
  const acts: Act[] = [role === "admin" ? "agent" : "admin"];
  if (sessions > 0) acts.push("sessions");
  if (twoFactor) acts.push("factor.reset");
  return [...acts, "leave"];
}

function ask(id: string, what: Act) {
  const path = `/api/v1/agents/${encodeURIComponent(id)}`;
  if (what === "sessions") return request<unknown>(`${path}/sessions`, { method: "DELETE" });
  if (what === "factor.reset") return request<unknown>(`${path}/two-factor`, { method: "DELETE" });
  const body = what === "leave" || what === "back" ? { active: what === "back" } : { role: what };
  return request<unknown>(path, { method: "PUT", body });
}
