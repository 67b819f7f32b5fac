import type { Api, RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";

/** One part the desk cannot serve without. @returns null while it works, else what is wrong */
export interface Part {
  readonly name: string;
  readonly check: () => Promise<string | null>;
}

export interface HealthDeps extends Pick<RouteDeps, "allow"> {
  readonly parts: readonly Part[];
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
}

/** Alive, ready, and figures. Ready asks neither a model nor a messenger: their failure is not the desk's. */
export function healthRoutes(app: Api, { allow, parts, metrics }: HealthDeps): void {
  app.get("/healthz", allow("public"), (c) => c.json({ ok: true }));

  app.get("/readyz", allow("public"), async (c) => {
    for (const part of parts) {
      const wrong = await part.check().catch((error: unknown) => String(error));
      if (wrong !== null) {
        const hint = `Look at the log for "${part.name}".`;
        return errorResponse(c, { code: "unavailable", message: `${part.name}: ${wrong}`, hint });
      }
    }
    return c.json({ ok: true, parts: parts.map((part) => part.name) });
  });

  app.get("/metrics", allow("public"), async (c) => {
    const { type, text } = await metrics();
    return c.text(text, 200, { "Content-Type": type });
  });
}
