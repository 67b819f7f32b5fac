import { z } from "@hono/zod-openapi";
import { renderSVG } from "uqr";
import { audit } from "../../db/audit.ts";
import type { ChannelHealth } from "../../ports/channel.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { shortText } from "../schemas.ts";
import { trailOf } from "../trail.ts";

/** One account as it is shown: never what is secret in its settings. */
export interface ChannelView {
  readonly id: number;
  readonly channel: string;
  readonly name: string;
  /** Where its settings come from. */
  readonly source: "environment" | "entered";
  readonly enabled: boolean;
  /** Values of what is not secret, and `true` for a secret that is set. Empty for the environment's accounts. */
  readonly settings: Readonly<Record<string, string | true>>;
  /** The path platforms post to; null: it has none. */
  readonly webhookPath: string | null;
  /** The same in full; null also where the desk knows no public address. */
  readonly webhookUrl: string | null;
  /** What it can do besides saying and hearing words. */
  readonly abilities: readonly string[];
}

export type ChannelProblem = {
  readonly code: "not_found" | "invalid" | "conflict";
  readonly message: string;
  readonly hint: string;
};

type Outcome =
  | { readonly ok: true; readonly value: ChannelView }
  | { readonly ok: false; readonly error: ChannelProblem };
type Entered = Readonly<Record<string, string | null>>;

/** The accounts of the desk, as its admins manage them. */
export interface ChannelOffice {
  list(): Promise<readonly ChannelView[]>;
  /** What accounts of each channel are made of. */
  readonly kinds: readonly {
    readonly channel: string;
    readonly settings: readonly { readonly name: string; readonly required: boolean; readonly secret: boolean }[];
  }[];
  /** @param record  writes the audit row, in the same transaction */
  add(channel: string, name: string | undefined, settings: Entered, record: Record_): Promise<Outcome>;
  /** `settings`: only what changes; null takes a value away. */
  change(
    id: number,
    change: { readonly settings?: Entered | undefined; readonly enabled?: boolean | undefined },
    record: Record_,
  ): Promise<Outcome>;
}

type Tx = Parameters<typeof audit>[0];
type Record_ = (tx: Tx, subject: number, detail: Readonly<Record<string, unknown>>) => Promise<void>;

export interface ChannelRouteDeps extends RouteDeps {
  readonly office: ChannelOffice;
  /** Of every account, whichever process looks after it. */
  readonly health: () => Promise<ReadonlyMap<number, ChannelHealth>>;
}

const channel = z.looseObject({
  id: z.string(),
  channel: z.string(),
  name: z.string(),
  source: z.enum(["environment", "entered"]),
  enabled: z.boolean(),
  health: z.looseObject({ state: z.string() }),
});
const entered = z.record(shortText(60), shortText(2_000).nullable());

/** Channel accounts: agents see them, admins change them. */
export function channelRoutes(api: Api, { allow, office, health, clock }: ChannelRouteDeps): void {
  const shown = async (views: readonly ChannelView[]) => {
    const healths = await health();
    return views.map((view) => {
      const { link: _link, ...state } = { link: undefined, ...(healths.get(view.id) ?? { state: "green" }) };
      return { ...view, id: String(view.id), health: view.enabled ? state : { state: "off" } };
    });
  };

  const list = { method: "get", path: "/channels" } as const;
  api.openapi(endpoint(allow, "agent", list, z.object({ items: z.array(channel) })), async (c) =>
    c.json({ items: await shown(await office.list()) }, 200),
  );

  const kinds = { method: "get", path: "/channel-kinds" } as const;
  api.openapi(endpoint(allow, "admin", kinds, z.object({ items: z.array(z.looseObject({})) })), (c) =>
    c.json({ items: [...office.kinds] }, 200),
  );

  const body = z.object({ channel: shortText(40), name: shortText(100).optional(), settings: entered });
  const add = { method: "post", path: "/channels", request: jsonBody(body) } as const;
  api.openapi(endpoint(allow, "admin", add, channel, 201), async (c) => {
    const given = c.req.valid("json");
    const added = await office.add(given.channel, given.name, given.settings, (tx, id, detail) =>
      audit(tx, trailOf(c, clock), { action: "channel.added", subject: String(id), detail }),
    );
    if (!added.ok) return errorResponse(c, added.error);
    return c.json((await shown([added.value]))[0], 201);
  });

  const params = z.object({ id: z.string().regex(/^\d{1,15}$/, "must be the id of a channel account") });
  const changes = z.object({ settings: entered.optional(), enabled: z.boolean().optional() });
  const change = { method: "patch", path: "/channels/{id}", request: { params, ...jsonBody(changes) } } as const;
  api.openapi(endpoint(allow, "admin", change, channel), async (c) => {
    const changed = await office.change(Number(c.req.valid("param").id), c.req.valid("json"), (tx, id, detail) =>
      audit(tx, trailOf(c, clock), { action: "channel.changed", subject: String(id), detail }),
    );
    if (!changed.ok) return errorResponse(c, changed.error);
    return c.json((await shown([changed.value]))[0], 200);
  });

  const code = z.object({ code: z.string().nullable(), svg: z.string().nullable() });
  const qr = { method: "get", path: "/channels/{id}/qr", request: { params } } as const;
  api.openapi(endpoint(allow, "admin", qr, code), async (c) => {
    const state = (await health()).get(Number(c.req.valid("param").id));
    if (!state) {
      const hint = "GET /api/v1/channels lists them.";
      return errorResponse(c, { code: "not_found", message: "There is no such channel account.", hint });
    }
    // Linked already, not ready to be linked, or a channel without linking: there is nothing to scan now.
    const link = "link" in state ? (state.link ?? null) : null;
    c.header("Cache-Control", "no-store");
    return c.json({ code: link, svg: link && renderSVG(link) }, 200);
  });
}
