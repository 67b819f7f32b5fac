import { useQueryClient } from "@tanstack/react-query";
import { LogOut, ScrollText, UserRound } from "lucide-react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { forgetKept } from "../api/kept.ts";
import { meQuery } from "../api/queries.ts";
import { signOut } from "../api/session.ts";
import type { Agent } from "../api/types.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { hrefOf } from "./route.ts";

const ITEM = "flex min-h-10 items-center gap-2 rounded-[10px] px-3 outline-none data-focused:bg-sunken";

export function AccountMenu({ agent }: { readonly agent: Agent }) {
  const { t, word } = useI18n();
  const client = useQueryClient();

  const leave = async () => {
    await signOut();
    forgetKept();
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== meQuery.queryKey[0] });
    await client.resetQueries(meQuery);
  };

  return (
    <MenuTrigger>
      <Button aria-label={t("rail.account")} className="rounded-full">
        <Avatar name={agent.name} />
      </Button>
      <Popover className="min-w-56 rounded-field border border-line bg-surface p-1 shadow-card">
        <div className="px-3 py-2">
          <p className="font-semibold">
            <bdi>{agent.name}</bdi>
          </p>
          <p className="text-xs text-third">
            {agent.email && (
              <>
                <bdi>{agent.email}</bdi> ·{" "}
              </>
            )}
            {word("role", agent.role)}
          </p>
        </div>
        <Menu
          aria-label={t("rail.account")}
          onAction={(key) => key === "sign-out" && void leave()}
          className="border-t border-line pt-1 outline-none"
        >
          <MenuItem id="me" href={hrefOf.me} className={ITEM}>
            <UserRound aria-hidden className="size-4 text-second" />
            {t("rail.me")}
          </MenuItem>
          {agent.role === "admin" && (
            <MenuItem id="audit" href={hrefOf.audit} className={ITEM}>
              <ScrollText aria-hidden className="size-4 text-second" />
              {t("rail.audit")}
            </MenuItem>
          )}
          <MenuItem id="sign-out" className={ITEM}>
            <LogOut aria-hidden className="mirrored size-4 text-second" />
            {t("rail.signout")}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
