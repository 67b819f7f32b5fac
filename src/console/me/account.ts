import { queryOptions } from "@tanstack/react-query";
import { fetched, type Problem, request } from "../api/client.ts";
import type { Session } from "../api/types.ts";
import type { TextKey } from "../i18n/texts.ts";

/** What the server is asked about one's own account. */

export interface SetUp {
  /** `otpauth://…`, the text of the QR picture. */
  readonly totpURI: string;
  readonly backupCodes: readonly string[];
}

const post = <T>(path: string, body: object) => request<T>(`/api/auth${path}`, { method: "POST", body });

export const beginSecondFactor = (password: string) => post<SetUp>("/two-factor/enable", { password });
export const endSecondFactor = (password: string) => post<unknown>("/two-factor/disable", { password });
export const newBackupCodes = (password: string) =>
  post<Pick<SetUp, "backupCodes">>("/two-factor/generate-backup-codes", { password });
export const changePassword = (currentPassword: string, newPassword: string) =>
  post<unknown>("/change-password", { currentPassword, newPassword });

export const changeName = (name: string) => request<unknown>("/api/v1/me", { method: "PATCH", body: { name } });

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: async ({ signal }) => (await fetched<{ items: readonly Session[] }>("/api/v1/me/sessions", signal)).items,
  staleTime: 0,
});

/** @param which  one session's id, all but this one, or all */
export const endSessions = (which: string | { readonly all: "others" | "all" }) =>
  request<unknown>(
    typeof which === "string"
      ? `/api/v1/me/sessions/${encodeURIComponent(which)}`
      : `/api/v1/me/sessions?which=${which.all}`,
    { method: "DELETE" },
  );

/** Why something about the account was not done, in the reader's words. */
export function whyNot({ code, status }: Problem): TextKey {
  if (code === "wrong_password") return "me.confirm.wrong";
  if (code === "wrong_code") return "login.code.wrong";
  if (status === 429) return "login.many";
  return status === 0 || status >= 500 ? "login.unreachable" : "me.failed";
}
