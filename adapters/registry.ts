import type { Result } from "../src/core/result.ts";
import type { DecodeError, InboundEvent } from "../src/ports/channel.ts";
import { decodeMemory } from "./memory/decode.ts";
import { memoryAdapter } from "./memory/index.ts";
import { decodeUpdate } from "./telegram/decode.ts";
import { telegramAdapter } from "./telegram/index.ts";
import { decodePost } from "./web/decode.ts";
import { webAdapter } from "./web/index.ts";

type Decode = (raw: unknown) => Result<readonly InboundEvent[], DecodeError>;

/** Every channel by its name: how its raw bodies are read, and what builds an account of it. */
export const CHANNELS = {
  memory: { decode: decodeMemory, create: memoryAdapter },
  telegram: { decode: decodeUpdate, create: telegramAdapter },
  web: { decode: decodePost, create: webAdapter },
} as const;

export const CHANNEL_NAMES: readonly string[] = Object.keys(CHANNELS);

/** How bodies of the named channel are read; undefined for a name no adapter has. */
export function decoderOf(name: string): Decode | undefined {
  return new Map<string, { readonly decode: Decode }>(Object.entries(CHANNELS)).get(name)?.decode;
}
