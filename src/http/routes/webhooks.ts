import { accept, type IntakeDeps } from "../../intake/accept.ts";
import type { ChannelAccount, RawRequest } from "../../ports/channel.ts";
import type { Api, RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";

export interface WebhookDeps extends RouteDeps {
  readonly intake: IntakeDeps;
  readonly publicUrl: string | null;
  readonly onRejected: (channel: string, why: string) => void;
}

/**
 * What platforms deliver: verify over the raw bytes, commit, answer. Only configured channels have a route, and what
 * cannot be verified is told nothing.
 */
export function webhookRoutes(app: Api, deps: WebhookDeps): void {
  for (const account of deps.accounts.values()) {
    if (account.adapter.verify) webhookRoute(app, deps, account, account.adapter.verify);
  }
}

function webhookRoute(
  app: Api,
  { allow, intake, publicUrl, onRejected }: WebhookDeps,
  { id, adapter }: ChannelAccount,
  verify: NonNullable<ChannelAccount["adapter"]["verify"]>,
): void {
  app.post(`/webhooks/${adapter.channel}`, allow("platform"), async (c) => {
    const { pathname, search } = new URL(c.req.url);
    const request: RawRequest = {
      method: c.req.method,
      url: `${publicUrl ?? ""}${pathname}${search}`,
      headers: c.req.header(),
      body: new Uint8Array(await c.req.arrayBuffer()),
    };
    const verdict = verify(request);
    if (verdict.kind === "forged") {
      onRejected(adapter.channel, verdict.why);
      const hint = "The request must carry the channel's own proof.";
      return errorResponse(c, { code: "unauthenticated", message: "Not verified.", hint });
    }
    const events = adapter.decode(request.body);
    if (!events.ok) {
      onRejected(adapter.channel, events.error.message);
      return errorResponse(c, { code: "invalid", ...events.error });
    }
    for (const event of events.value) {
      await accept(intake, id, event);
      if (event.type === "action") void adapter.acknowledgeAction?.(event);
    }
    return c.json({ ok: true }, 200);
  });
  app.all(`/webhooks/${adapter.channel}`, allow("platform"), (c) => {
    c.header("Allow", "POST");
    const hint = "Platforms deliver by POST.";
    return errorResponse(c, { code: "method_not_allowed", message: `${c.req.method} is not possible here.`, hint });
  });
}
