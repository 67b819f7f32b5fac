import { ok } from "../../core/result.ts";
import type { Mind } from "../../ports/mind.ts";
import { readOffline } from "./read.ts";

/** The engine that is always there: it reads only, and the composer writes. */
export const offlineMind: Mind = {
  engine: "offline",
  respond: async (input) =>
    ok({ reading: readOffline(input), draft: null, tokens: { input: 0, cached: 0, output: 0 } }),
};
