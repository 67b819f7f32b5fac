import { ok, type Result } from "../../../src/core/result.ts";
import type { ChannelAdapter, ConfigError } from "../../../src/ports/channel.ts";
import type { SmsDeps } from "../deps.ts";
import { SMS_BRIEF } from "../segments.ts";
import { kavenegarClient } from "./client.ts";
import { checkConfig, type KavenegarConfig } from "./config.ts";
import { decodeKavenegar } from "./decode.ts";
import { healthOfAccount } from "./errors.ts";
import { pullMessages } from "./pull.ts";
import { kavenegarSender, TEXT_LIMIT } from "./send.ts";
import { sentIds } from "./sent-ids.ts";
import { verdictByUrl } from "./verify.ts";

/**
 * One Kavenegar line as a channel: by push where a secret is configured, by pull otherwise or on top of it.
 * @returns the adapter; an error where the configuration cannot work or would leave the webhook open
 */
export function kavenegarAdapter(config: KavenegarConfig, deps: SmsDeps): Result<ChannelAdapter, ConfigError> {
  const checked = checkConfig(config);
  if (!checked.ok) return checked;
  const settings = checked.value;
  const secret = settings.webhookSecret;
  const call = kavenegarClient(settings);
  const sendPart = kavenegarSender(call, settings, deps.clock);
  const sent = sentIds();
  const pulls = secret === undefined || settings.pull === true;

  return ok({
    channel: "kavenegar",
    // No file ever comes by SMS.
    limits: { textChars: TEXT_LIMIT, attachmentBytes: 1, brief: SMS_BRIEF },
    decode: (raw) => decodeKavenegar(raw, deps.clock.now()),
    send: async (message, signal) => {
      const outcome = await sendPart(message, signal);
      if (pulls && outcome.kind === "sent") sent.add(outcome.id);
      return outcome;
    },
    connect: async (signal) => {
      const health = healthOfAccount(await call("account/info", {}, signal));
      deps.log.info({ channel: "kavenegar", state: health.state, pulls }, "asked for the account");
      return health;
    },
    ...(secret !== undefined && { verify: (request) => verdictByUrl(request, secret), deliversByGet: true }),
    ...(pulls && {
      listen: (sink, signal, onHealth = () => undefined) =>
        pullMessages({ ...deps, call, settings, sent, sink, signal, onHealth }),
    }),
  });
}
