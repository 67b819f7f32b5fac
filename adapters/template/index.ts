import { ok, type Result } from "../../src/core/result.ts";
import type { ChannelAdapter, ConfigError } from "../../src/ports/channel.ts";
import { verdictBySecret } from "../shared-secret.ts";
import { call } from "./call.ts";
import { checkConfig, type TemplateConfig } from "./config.ts";
import { CHANNEL, decodeTemplate } from "./decode.ts";
import { encodeMessage, TEXT_LIMIT } from "./encode.ts";
import { healthOf, outcomeOf } from "./errors.ts";

export const SECRET_HEADER = "x-template-secret";

/**
 * One account of a platform that can do nothing but bring words and take words: the shape to begin a channel with.
 * What a platform can do beyond that is one more method each.
 * @returns the adapter; an error where the configuration cannot work or would leave the webhook open
 */
export function templateAdapter(config: TemplateConfig): Result<ChannelAdapter, ConfigError> {
  const checked = checkConfig(config);
  if (!checked.ok) return checked;
  const { apiRoot, token, webhookSecret } = checked.value;

  return ok({
    channel: CHANNEL,
    // No file ever comes.
    limits: { textChars: TEXT_LIMIT, attachmentBytes: 0 },
    verify: (request) => verdictBySecret(request, SECRET_HEADER, webhookSecret),
    decode: decodeTemplate,
    async send(message, signal) {
      if (message.text.length > TEXT_LIMIT) return { kind: "refused", why: "too-long" };
      return outcomeOf(await call({ url: `${apiRoot}/messages`, token, body: encodeMessage(message), signal }));
    },
    connect: async (signal) => healthOf(await call({ url: `${apiRoot}/account`, token, signal })),
  });
}
