import { request } from "./client.ts";

interface Setup {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const signIn = (email: string, password: string) =>
  request<unknown>("/api/auth/sign-in/email", { method: "POST", body: { email, password } });

export const signOut = () => request<unknown>("/api/auth/sign-out", { method: "POST", body: {} });

/** Makes the account a one-time link was given for; answers with the session's cookie set. */
export const setUp = (setup: Setup) => request<unknown>("/api/v1/setup", { method: "POST", body: setup });

/** A new password, by the one-time link an operator made. */
export const setPassword = (token: string, newPassword: string) =>
  request<unknown>("/api/auth/reset-password", { method: "POST", body: { token, newPassword } });
