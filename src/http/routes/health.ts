import type { Part } from "../../db/readiness.ts";
import type { Api, RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";

export interface HealthDeps extends Pick<RouteDeps, "allow"> {
  readonly parts: readonly Part[];
  /** What a check that failed said: for the log, never for the public answer. */
  readonly onNotReady: (part: string, error: unknown) => void;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
}

/** Whoever asks has deadlines of their own; a database that hangs is not ready. */
const READY_MS = 2_000;

/** Alive, ready, and figures. Ready asks neither a model nor a messenger: their failure is not the desk's. */
export function healthRoutes(app: Api, { allow, parts, metrics, onNotReady }: HealthDeps): void {
  app.get("/healthz", allow("public"), (c) => c.json({ ok: true }));

  app.get("/readyz", allow("public"), async (c) => {
    for (const part of parts) {
      const wrong = await within(READY_MS, part.check()).catch((error: unknown) => {
        onNotReady(part.name, error);
        return "does not answer";
      });
      if (wrong !== null) {
        const hint = `Look at the log for "${part.name}".`;
        return errorResponse(c, { code: "unavailable", message: `${part.name}: ${wrong}`, hint });
      }
    }
    return c.json({ ok: true, parts: parts.map((part) => part.name) });
  });

  app.get("/metrics", allow("operator"), async (c) => {
    const { type, text } = await metrics();
    return c.text(text, 200, { "Content-Type": type });
  });
}

async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
