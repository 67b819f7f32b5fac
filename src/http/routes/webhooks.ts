import type { Context } from "hono";
import { accept, type IntakeDeps } from "../../intake/accept.ts";
import type { ChannelAccount, ChannelAccounts, RawReply, RawRequest } from "../../ports/channel.ts";
import type { HttpEnv } from "../access.ts";
import type { Api, RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";

export interface WebhookDeps extends RouteDeps {
  readonly intake: IntakeDeps;
  readonly publicUrl: string | null;
  readonly onRejected: (channel: string, why: string) => void;
}

/**
 * What platforms deliver: verify over the raw bytes, commit, answer. Only accounts that can verify have a door, and what
 * cannot be verified is told nothing. The first account of a channel answers at the channel's own path.
 */
export function webhookRoutes(app: Api, deps: WebhookDeps): void {
  for (const path of ["/webhooks/:channel", "/webhooks/:channel/:account"]) {
    app.all(path, deps.allow("platform"), (c) => {
      const account = accountAt(deps.accounts, c.req.param("channel") ?? "", c.req.param("account"));
      if (account) return atTheDoor(c, account, deps);
      const hint = "Platforms deliver to configured channels only: see Settings, Channels.";
      return errorResponse(c, { code: "not_found", message: "There is nothing at this address.", hint });
    });
  }
}

function accountAt(accounts: ChannelAccounts, channel: string, id: string | undefined): ChannelAccount | undefined {
  const doors = [...accounts.values()].filter(({ adapter }) => adapter.channel === channel && adapter.verify);
  if (id !== undefined) return doors.find((account) => String(account.id) === id);
  return doors.toSorted((a, b) => a.id - b.id)[0];
}

async function atTheDoor(c: Context<HttpEnv>, account: ChannelAccount, deps: WebhookDeps): Promise<Response> {
  const { adapter } = account;
  const request = await rawRequest(c, deps.publicUrl);
  if (request.method === "GET" && adapter.handshake) return plainly(c, adapter.handshake(request));
  if (request.method !== "POST" && !(request.method === "GET" && adapter.deliversByGet)) {
    c.header("Allow", adapter.handshake || adapter.deliversByGet ? "GET, POST" : "POST");
    const hint = "Platforms deliver by POST.";
    return errorResponse(c, { code: "method_not_allowed", message: `${request.method} is not possible here.`, hint });
  }
  return deliver(c, account, request, deps);
}

async function deliver(
  c: Context<HttpEnv>,
  { id, adapter }: ChannelAccount,
  request: RawRequest,
  { intake, onRejected }: WebhookDeps,
): Promise<Response> {
  const verdict = adapter.verify?.(request) ?? { kind: "forged", why: "the channel has no door" };
  if (verdict.kind === "forged") {
    onRejected(adapter.channel, verdict.why);
    const hint = "The request must carry the channel's own proof.";
    return errorResponse(c, { code: "unauthenticated", message: "Not verified.", hint });
  }
  const events = adapter.decode(request.method === "GET" ? new URL(c.req.url).search.slice(1) : request.body);
  if (!events.ok) {
    onRejected(adapter.channel, events.error.message);
    return errorResponse(c, { code: "invalid", ...events.error });
  }
  for (const event of events.value) {
    await accept(intake, id, event);
    if (event.type === "action") void adapter.acknowledgeAction?.(event);
  }
  return plainly(c, adapter.accepted ?? ACCEPTED);
}

const ACCEPTED: RawReply = { status: 200, type: "application/json", body: '{"ok":true}' };

const plainly = (c: Context, { status, type, body }: RawReply): Response =>
  c.body(body, status, { "Content-Type": type });

async function rawRequest(c: Context, publicUrl: string | null): Promise<RawRequest> {
  const { pathname, search } = new URL(c.req.url);
  return {
    method: c.req.method,
    url: `${publicUrl ?? ""}${pathname}${search}`,
    headers: c.req.header(),
    body: new Uint8Array(await c.req.arrayBuffer()),
  };
}
