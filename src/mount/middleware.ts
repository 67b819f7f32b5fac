import type { ChannelAdapter, InboundEvent } from "../ports/channel.ts";
import type { HostedChannel } from "../start.ts";
import type { Accepts, DeskMiddleware } from "./contract.ts";
import type { Host, HostContext } from "./host-bot.ts";
import { openLanes } from "./lanes.ts";
import { type Patience, persist } from "./patience.ts";
import { usuallyWhose } from "./whose.ts";

export interface MiddlewareDeps extends Omit<Patience, "patienceMs"> {
  readonly host: Host;
  readonly adapter: Pick<ChannelAdapter, "decode">;
  readonly channel: HostedChannel;
  readonly accepts: Accepts | undefined;
  /** For how long a failing database is waited for. Undefined: while the library polls without end, else shortly. */
  readonly patienceMs: number | undefined;
  /** Told with the first update. */
  readonly onFirst: () => void;
}

/** Well within what both libraries and Telegram give a webhook. */
const WEBHOOK_PATIENCE_MS = 5_000;

/**
 * Takes what is the desk's and passes the rest on. Updates of one chat are committed in the order in which they came
 * here, also where the library runs many at once. It resolves when what it took is committed.
 * @throws where that failed and the platform will deliver again
 */
export function deskMiddleware(deps: MiddlewareDeps): DeskMiddleware {
  const { host, adapter, channel, accepts, onFirst } = deps;
  const inLane = openLanes();
  let told = false;

  /** @returns whether the desk has taken it */
  async function take(context: HostContext, events: readonly InboundEvent[]): Promise<boolean> {
    const whose = await whoseIs(context, events);
    if (whose === "host") return false;
    const patienceMs = deps.patienceMs ?? (host.redelivers(context) ? WEBHOOK_PATIENCE_MS : Number.POSITIVE_INFINITY);
    return persist(
      async () => {
        if (whose === "concerned" && !(await concerned(events))) return false;
        await channel.take(events);
        return true;
      },
      { ...deps, patienceMs },
    ).catch((error: unknown) => {
      host.fail(context);
      throw new Error("The desk could not store an update: is its database up?", { cause: error });
    });
  }

  async function whoseIs({ update }: HostContext, events: readonly InboundEvent[]) {
    const usual = usuallyWhose(events[0]);
    if (!accepts || (events[0]?.type !== "message" && events[0]?.type !== "echo")) return usual;
    return (await accepts(update, usual === "desk")) ? "desk" : "host";
  }

  async function concerned(events: readonly InboundEvent[]): Promise<boolean> {
    for (const event of events) if (await channel.concernsDesk(event)) return true;
    return false;
  }

  return async (context, next) => {
    if (!told) onFirst();
    told = true;
    const decoded = adapter.decode(context.update);
    const events = decoded.ok ? decoded.value : [];
    const [first] = events;
    const taken = first !== undefined && (await inLane(first.threadId, () => take(context, events)));
    if (!taken) await next();
  };
}
