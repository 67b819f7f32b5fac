import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { json, type Sql } from "../db/connect.ts";
import type { HttpEnv } from "./access.ts";
import { errorResponse } from "./errors.ts";

interface Stored {
  readonly requestHash: string;
  readonly status: number;
  readonly response: unknown;
}

const KEY_CHARS = 200;

/**
 * Runs a request at most once per Idempotency-Key and actor: the same body gets the same answer, another body a
 * conflict. Two at once: the second waits for the first. Only answers that took effect are kept.
 */
export async function once(
  sql: Sql,
  c: Context<HttpEnv>,
  request: unknown,
  run: () => Promise<Response>,
): Promise<Response> {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return run();
  if (key.length > KEY_CHARS) {
    const hint = "Use a random UUID.";
    return errorResponse(c, { code: "invalid", message: `Idempotency-Key is longer than ${KEY_CHARS}.`, hint });
  }
  const actor = c.get("actor").agentId;
  const requestHash = createHash("sha256")
    .update(json([c.req.path, request]))
    .digest("hex");
  const connection = await sql.reserve();
  const lock = `${actor} ${key}`;
  try {
    await connection`select pg_advisory_lock(hashtextextended(${lock}, 0))`;
    const [stored] = await connection<Stored[]>`
      select request_hash, status, response from idempotency_keys where actor = ${actor} and key = ${key}`;
    if (stored) return replay(c, stored, requestHash);
    const answer = await run();
    if (answer.ok) {
      const response = await answer.clone().text();
      await connection`
        insert into idempotency_keys (actor, key, request_hash, status, response)
        values (${actor}, ${key}, ${requestHash}, ${answer.status}, ${response}::jsonb)`;
    }
    return answer;
  } finally {
    await connection`select pg_advisory_unlock(hashtextextended(${lock}, 0))`.catch(() => {});
    connection.release();
  }
}

function replay(c: Context<HttpEnv>, stored: Stored, requestHash: string): Response {
  if (stored.requestHash === requestHash)
    return c.json(stored.response as object, stored.status as ContentfulStatusCode);
  return errorResponse(c, {
    code: "idempotency_conflict",
    message: "This Idempotency-Key was used for another request.",
    hint: "Use a new key for a new request.",
  });
}
