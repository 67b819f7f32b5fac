import { err } from "../../core/result.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Hearing } from "../../ports/hearing.ts";
import type { DescribePrompt } from "../prompt-files.ts";
import { type Endpoint, openaiClient } from "./client.ts";
import { startDeadline } from "./deadline.ts";
import { createDescriber } from "./describe.ts";
import { createTranscriber } from "./transcribe.ts";

export interface OpenaiHearingConfig extends Endpoint {
  /** For pictures and documents. */
  readonly model: string;
  /** Null: recordings stay in the house. */
  readonly transcribeModel: string | null;
  /** False: pictures and documents do. */
  readonly vision: boolean;
}

export interface OpenaiHearingDeps {
  readonly clock: Clock;
  readonly prompt: DescribePrompt;
}

/**
 * Hearing behind an OpenAI-compatible endpoint: its transcriptions for recordings, its chat for pictures and documents.
 * What it is given leaves the house as it is: a recording and a picture cannot be redacted.
 */
export function openaiHearing(config: OpenaiHearingConfig, { clock, prompt }: OpenaiHearingDeps): Hearing {
  const client = openaiClient(config);
  const transcribe = config.transcribeModel === null ? null : createTranscriber(client, config.transcribeModel);
  const describe = config.vision ? createDescriber(client, config.model, prompt) : null;
  return {
    hears: (medium) => (medium === "voice" ? transcribe : describe) !== null,
    async hear(media, signal) {
      const deadline = startDeadline(config.deadlineMs, signal);
      const endsAt = clock.now().getTime() + config.deadlineMs;
      const left = () => endsAt - clock.now().getTime();
      const { language } = media;
      try {
        const heard =
          media.medium === "voice"
            ? await transcribe?.(media, deadline.signal)
            : await describe?.({ ...media, language: language ?? "en" }, deadline.signal, left);
        if (!heard) return err({ why: "off", detail: "switched off in the settings" });
        if (heard.ok || !deadline.signal.aborted) return heard;
        return err({ why: "deadline", detail: `nothing within ${config.deadlineMs} ms, or the caller gave up` });
      } finally {
        deadline.end();
      }
    },
  };
}
