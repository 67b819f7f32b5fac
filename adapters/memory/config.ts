import { err, ok, type Result } from "../../src/core/result.ts";
import type { ConfigError } from "../../src/ports/channel.ts";

export interface MemoryConfig {
  /** What a request must carry in the header `x-memory-secret`. */
  readonly secret: string;
}

/** Fails closed: without a secret anybody could speak as any customer. */
export function checkConfig(config: MemoryConfig): Result<MemoryConfig, ConfigError> {
  if (config.secret !== "") return ok(config);
  return err({
    message: "The memory channel has an empty secret.",
    hint: "Give it any text of one character or more.",
  });
}
