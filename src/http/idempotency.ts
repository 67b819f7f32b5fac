import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Result } from "../core/result.ts";
import { json, type Sql, type Transaction } from "../db/connect.ts";
import type { CommandError, CommandOutcome, Receipt } from "../desk/commands.ts";
import type { HttpEnv } from "./access.ts";
import { type ApiError, errorResponse } from "./errors.ts";

interface OnceOptions {
  /** What was asked for: the same key with another request is a conflict. */
  readonly request: unknown;
  readonly status: 200 | 201;
  readonly run: (receipt: Receipt | undefined) => Promise<Result<CommandOutcome, CommandError>>;
  /** The answer, as the rows stand when the command commits. */
  readonly render: (sql: Sql | Transaction, outcome: CommandOutcome) => Promise<object>;
}

const KEY_CHARS = 200;

/**
 * Carries out a command at most once per actor and Idempotency-Key: the same body gets the same answer, another body a
 * conflict. The key, the answer and the deed are one transaction; what was refused leaves no key.
 */
export async function once(sql: Sql, c: Context<HttpEnv>, options: OnceOptions): Promise<Response> {
  const { request, status, run, render } = options;
  const key = c.req.header("idempotency-key");
  if (key !== undefined && (key === "" || key.length > KEY_CHARS)) {
    const message = `Idempotency-Key must have 1 to ${KEY_CHARS} characters.`;
    return errorResponse(c, { code: "invalid", message, hint: "Use a random UUID." });
  }
  const actor = c.get("actor").agentId;
  const requestHash = createHash("sha256")
    .update(json([c.req.path, request]))
    .digest("hex");
  let answer: object | null = null;
  const receipt: Receipt = {
    async claim(tx) {
      const rows = await tx`
        insert into idempotency_keys (actor, key, request_hash, status, response)
        values (${actor}, ${key ?? ""}, ${requestHash}, ${status}, '{}') on conflict do nothing returning 1`;
      return rows.length > 0;
    },
    async keep(tx, outcome) {
      answer = await render(tx, outcome);
      await tx`
        update idempotency_keys set response = ${json(answer)}::jsonb where actor = ${actor} and key = ${key ?? ""}`;
    },
  };
  const done = await run(key === undefined ? undefined : receipt);
  if (done.ok) return c.json(answer ?? (await render(sql, done.value)), status);
  if (done.error.code === "already_done") return replay(sql, c, { actor, key: key ?? "", requestHash });
  return errorResponse(c, done.error as ApiError);
}

async function replay(
  sql: Sql,
  c: Context<HttpEnv>,
  { actor, key, requestHash }: { readonly actor: string; readonly key: string; readonly requestHash: string },
): Promise<Response> {
  const [stored] = await sql<{ requestHash: string; status: number; response: object }[]>`
    select request_hash, status, response from idempotency_keys where actor = ${actor} and key = ${key}`;
  if (stored?.requestHash === requestHash) return c.json(stored.response, stored.status as ContentfulStatusCode);
  return errorResponse(c, {
    code: "idempotency_conflict",
    message: "This Idempotency-Key was used for another request.",
    hint: "Use a new key for a new request.",
  });
}
