import { request } from "./client.ts";

interface Setup {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** `twoFactorRedirect`: the password was right, and a code must follow. */
export const signIn = (email: string, password: string) =>
  request<{ readonly twoFactorRedirect?: boolean }>("/api/auth/sign-in/email", {
    method: "POST",
    body: { email, password },
  });

export type CodeKind = "app" | "backup";

/** The code after the password, or the first one of a second factor that is being set up. */
export const giveCode = (kind: CodeKind, code: string) =>
  request<unknown>(`/api/auth/two-factor/verify-${kind === "app" ? "totp" : "backup-code"}`, {
    method: "POST",
    body: { code },
  });

export const signOut = () => request<unknown>("/api/auth/sign-out", { method: "POST", body: {} });

/** Makes the account a one-time link was given for; answers with the session's cookie set. */
export const setUp = (setup: Setup) => request<unknown>("/api/v1/setup", { method: "POST", body: setup });

/** A new password, by the one-time link an operator made. */
export const setPassword = (token: string, newPassword: string) =>
  request<unknown>("/api/auth/reset-password", { method: "POST", body: { token, newPassword } });
