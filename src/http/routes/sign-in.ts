import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type AuditAction, audit } from "../../db/audit.ts";
import type { HttpEnv } from "../access.ts";
import { type Auth, findAgent } from "../auth.ts";
import { libraryDoor } from "../auth-door.ts";
import type { Api, RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { guessing } from "../guessing.ts";
import { readBackupCode, readTotp, spendCode } from "../second-factor.ts";
import { endWaitingSignIns } from "../sessions.ts";
import { trailOf } from "../trail.ts";

export interface SignInDeps extends Pick<RouteDeps, "allow" | "clock" | "sql"> {
  readonly auth: Auth;
}

type Door = (c: Context<HttpEnv>) => Promise<Response>;

const BASE = "/api/auth";
const password = z.string().min(1).max(1_000);
const signInForm = z.object({ email: z.string().min(1).max(320), password });
const resetForm = z.object({ token: z.string().max(200), newPassword: password });
const codeForm = z.object({ code: z.string().max(100) });

/**
 * Signing in and out, the password and the second factor. Of the sign-in library's addresses only those named here
 * exist; whatever carries a password or a code of an agent is counted as a guess.
 */
export function signInRoutes(app: Api, { allow, clock, sql, auth }: SignInDeps): void {
  const { ask, reply } = libraryDoor(auth);
  const guess = guessing(sql, clock);
  const callerOf = async (c: Context<HttpEnv>) => {
    const { api } = await auth();
    return api.challengedAgent({ headers: c.req.raw.headers });
  };
  const record = (c: Context<HttpEnv>, actor: string | null, action: AuditAction, detail = {}) =>
    audit(sql, trailOf(c, clock, actor), { action, detail });

  const signIn: Door = async (c) => {
    const given = signInForm.safeParse(await c.req.json());
    if (!given.success) return incomplete(c, "email", "password");
    const { email } = given.data;
    const agentId = await findAgent(sql, email);
    const asked = await guess(c, { email, agentId, with: "password" }, () => ask(c, "/sign-in/email", given.data));
    if (asked instanceof Response) return asked;
    if (asked.wrong) {
      const message = "The e-mail address or the password is not right.";
      return errorResponse(c, { code: "unauthenticated", message, hint: "Check both; an admin can make a new link." });
    }
    const waits = asked.body?.twoFactorRedirect === true;
    if (asked.answer.ok && !waits) await record(c, agentId, "sign_in.ok", { with: "password" });
    return reply(c, asked);
  };

  const signOut: Door = async (c) => {
    const caller = await callerOf(c);
    const asked = await ask(c, "/sign-out", {});
    if (asked.answer.ok && caller?.signedIn) await record(c, caller.agentId, "sign_out");
    return reply(c, asked);
  };

  const resetPassword: Door = async (c) => {
    const given = resetForm.safeParse(await c.req.json());
    if (!given.success) return incomplete(c, "token", "newPassword");
    return reply(c, await ask(c, "/reset-password", given.data));
  };

  /** The code after the password, or the first one of a second factor that is being set up. */
  const giveCode: Door = async (c) => {
    const given = codeForm.safeParse(await c.req.json());
    const caller = await callerOf(c);
    if (!caller) return signInAgain(c);
    if (caller.signedIn && caller.hasSecondFactor) return needsNoCode(c);
    const code = readTotp(given.data?.code ?? "");
    if (code === null) return wrongCode(c, "A code has six digits.");
    const asked = await guess(c, { ...caller, with: "code" }, async () =>
      (await spendCode(sql, caller.agentId, code, clock.now())) ? ask(c, "/two-factor/verify-totp", { code }) : SPENT,
    );
    if (asked instanceof Response) return asked;
    if (asked.ended) return signInAgain(c);
    if (asked.wrong) return wrongCode(c, "Each code works once, for half a minute: take the one that is shown now.");
    const action = caller.signedIn ? "two_factor.on" : "sign_in.ok";
    if (asked.answer.ok) await record(c, caller.agentId, action, { with: "code" });
    return reply(c, asked);
  };

  const giveBackupCode: Door = async (c) => {
    const given = codeForm.safeParse(await c.req.json());
    const caller = await callerOf(c);
    if (!caller) return signInAgain(c);
    if (caller.signedIn) return needsNoCode(c);
    const code = readBackupCode(given.data?.code ?? "");
    const target = { ...caller, with: "backup_code" } as const;
    const asked = await guess(c, target, () => ask(c, "/two-factor/verify-backup-code", { code }));
    if (asked instanceof Response) return asked;
    if (asked.ended) return signInAgain(c);
    if (asked.wrong) return wrongCode(c, "Each backup code works once: take one that is not crossed out.");
    if (asked.answer.ok) await record(c, caller.agentId, "sign_in.ok", { with: "backup_code" });
    return reply(c, asked);
  };

  /** What agents change about how they sign in, saying their password again: a stolen cookie alone changes nothing. */
  const confirmed =
    (path: string, fields: readonly string[], action: AuditAction | null, more: object = {}): Door =>
    async (c) => {
      const form = z.object(Object.fromEntries(fields.map((field) => [field, password])));
      const given = form.safeParse(await c.req.json());
      const caller = await callerOf(c);
      if (!caller?.signedIn) return signInAgain(c);
      if (!given.success) return incomplete(c, ...fields);
      const target = { ...caller, with: "password" } as const;
      const asked = await guess(c, target, () => ask(c, path, { ...given.data, ...more }));
      if (asked instanceof Response) return asked;
      if (asked.wrong) {
        const hint = "Type the password you sign in with.";
        return errorResponse(c, { code: "wrong_password", message: "The password is not right.", hint });
      }
      if (asked.answer.ok && action === "password.changed") await endWaitingSignIns(sql, caller.agentId);
      if (asked.answer.ok && action) await record(c, caller.agentId, action);
      return reply(c, asked);
    };

  const others = { revokeOtherSessions: true };
  const doors: Readonly<Record<string, Door>> = {
    "/sign-in/email": signIn,
    "/sign-out": signOut,
    "/reset-password": resetPassword,
    "/change-password": confirmed("/change-password", ["currentPassword", "newPassword"], "password.changed", others),
    "/two-factor/verify-totp": giveCode,
    "/two-factor/verify-backup-code": giveBackupCode,
    "/two-factor/enable": confirmed("/two-factor/enable", ["password"], null),
    "/two-factor/disable": confirmed("/two-factor/disable", ["password"], "two_factor.off"),
    "/two-factor/generate-backup-codes": confirmed(
      "/two-factor/generate-backup-codes",
      ["password"],
      "two_factor.codes",
    ),
  };
  app.post(`${BASE}/*`, allow("public"), (c) => {
    const door = doors[c.req.path.slice(BASE.length).replace(/\/+$/, "")];
    return door ? door(c) : c.notFound();
  });
}

/** A code that was used before: as wrong as any other. */
const SPENT = { wrong: true, ended: false, answer: new Response(null, { status: 401 }), body: null };

function incomplete(c: Context, ...fields: readonly string[]): Response {
  const hint = `Send { ${fields.map((field) => `"${field}": "…"`).join(", ")} }.`;
  return errorResponse(c, { code: "invalid", message: `${fields.join(" or ")}: missing or not valid.`, hint });
}

function signInAgain(c: Context): Response {
  const hint = "Sign in with the e-mail address and the password.";
  return errorResponse(c, { code: "unauthenticated", message: "This sign-in is over.", hint });
}

function needsNoCode(c: Context): Response {
  return errorResponse(c, { code: "conflict", message: "You are signed in already.", hint: "No code is needed now." });
}

function wrongCode(c: Context, hint: string): Response {
  return errorResponse(c, { code: "wrong_code", message: "The code is not right.", hint });
}
