import { type OpenAI, toFile } from "openai";
import { z } from "zod";
import type { Heard } from "../../core/heard.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { HearingFailure, Media } from "../../ports/hearing.ts";
import { doubtfulNumbers, doubtfulSegments, doubtfulTokens, doubtfulWords, isSilent } from "./doubt.ts";
import { failureOf, rejectionOf } from "./failure.ts";
import { hearingFailureOf } from "./hearing-failure.ts";

type Request = OpenAI.Audio.TranscriptionCreateParamsNonStreaming;

/** From the one that says most of how sure it is to bare words. What an endpoint rejects once is not tried again. */
const RUNGS: readonly Partial<Request>[] = [
  { response_format: "verbose_json", timestamp_granularities: ["word", "segment"] },
  { response_format: "json", include: ["logprobs"] },
  { response_format: "json" },
  { response_format: "text" },
];
const ABOUT_FORMAT = /response_?format|verbose_?json|timestamp|granularit|include|logprob|\bjson\b/i;

/** Endpoints go by the name's ending; `.oga`, as Telegram calls it, is not one they know. */
const ENDINGS: Readonly<Record<string, string>> = {
  "audio/ogg": "ogg",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/wav": "wav",
};

const number = z.coerce.number().catch(0);
/** Look-alikes fill in what they have. */
const transcription = z.object({
  text: z.string(),
  words: z.array(z.object({ word: z.string(), probability: z.number() })).catch([]),
  segments: z
    .array(z.object({ text: z.string(), avg_logprob: z.number(), no_speech_prob: number, compression_ratio: number }))
    .catch([]),
  logprobs: z.array(z.object({ token: z.string(), logprob: z.number() })).catch([]),
});

/** Turns a recording into text. @returns how to ask; it never throws for a failing endpoint */
export function createTranscriber(client: OpenAI, model: string) {
  let rung = 0;
  return async ({ mime, bytes, language }: Media, signal: AbortSignal): Promise<Result<Heard, HearingFailure>> => {
    const file = await toFile(bytes, `voice.${ENDINGS[mime] ?? "ogg"}`, { type: mime });
    for (let tried = rung; ; tried += 1) {
      const request = { file, model, ...(language && { language }), ...RUNGS[tried] } as Request;
      try {
        const answer: unknown = await client.audio.transcriptions.create(request, { signal });
        rung = Math.max(rung, tried);
        return heardIn(answer);
      } catch (error) {
        const complaint = signal.aborted ? null : rejectionOf(error);
        const simpler = complaint !== null && ABOUT_FORMAT.test(complaint) && tried + 1 < RUNGS.length;
        if (!simpler) return err(hearingFailureOf(failureOf(error)));
      }
    }
  };
}

/** A server that answers with a page instead of a transcript hands us a string here, as one that answers in bare words. */
function heardIn(answer: unknown): Result<Heard, HearingFailure> {
  const bare = typeof answer === "string" ? bareText(answer) : answer;
  const parsed = transcription.safeParse(bare);
  if (!parsed.success) {
    return err({
      why: "unreachable",
      detail: "the answer is no transcript; check the base URL (usually ending in /v1)",
    });
  }
  const { words, logprobs } = parsed.data;
  const segments = parsed.data.segments.map((segment) => ({
    text: segment.text,
    avgLogprob: segment.avg_logprob,
    noSpeech: segment.no_speech_prob,
    compression: segment.compression_ratio,
  }));
  const spoken = segments.filter((segment) => !isSilent(segment));
  const whole = spoken.length === segments.length;
  const text = (whole ? parsed.data.text : spoken.map((segment) => segment.text).join(" ")).trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return err({ why: "unreadable", detail: "nothing is said in it" });
  const doubtful = (): readonly string[] => {
    if (words.length > 0) return doubtfulWords(words);
    if (logprobs.length > 0) return doubtfulTokens(logprobs);
    return segments.length > 0 ? doubtfulSegments(spoken) : doubtfulNumbers(text);
  };
  return ok({ kind: "transcript", text, doubtful: doubtful().filter((word) => text.includes(word)) });
}

function bareText(answer: string): unknown {
  const text = answer.trim();
  if (text.startsWith("<")) return null;
  if (!text.startsWith("{")) return { text };
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
