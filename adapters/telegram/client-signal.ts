import type { Api } from "grammy";

type ClientSignal = NonNullable<Parameters<Api["raw"]["getMe"]>[0]>;

/** The Bot API client types signals by a look-alike of its own; at run time it only listens for the abort. */
export const forClient = (signal: AbortSignal): ClientSignal => signal as unknown as ClientSignal;
