import type { OpenAI } from "openai";
import type { Heard } from "../../core/heard.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { HearingFailure, Media } from "../../ports/hearing.ts";
import type { DescribePrompt } from "../prompt-files.ts";
import { createAsker } from "./ask.ts";
import { RICHEST } from "./dialect.ts";
import { doubtfulNumbers } from "./doubt.ts";
import { hearingFailureOf } from "./hearing-failure.ts";
import { LANGUAGE_NAMES } from "./prompt.ts";

interface Described extends Media {
  readonly language: NonNullable<Media["language"]>;
}

/** Looks at a picture, or reads a document. @returns how to ask; it never throws for a failing endpoint */
export function createDescriber(client: OpenAI, model: string, { instructions, ...limits }: DescribePrompt) {
  const plain = { ...RICHEST, format: "text" } as const;
  const asker = createAsker(client, { name: model, ...limits }, () => {}, plain);
  return async (media: Described, signal: AbortSignal, left: () => number): Promise<Result<Heard, HearingFailure>> => {
    const system = instructions.replaceAll("{{language}}", LANGUAGE_NAMES[media.language]);
    const messages: OpenAI.Chat.Completions.ChatCompletionMessageParam[] = [
      { role: "system", content: system },
      { role: "user", content: [partOf(media)] },
    ];
    const answer = await asker.ask({ messages: () => messages, signal, left });
    if (!answer.ok) return err(hearingFailureOf(answer.error));
    // Some local models print their reasoning first.
    const text = answer.value.text.replace(/<think>[\s\S]*?<\/think>/g, "").trim();
    if (!/[\p{L}\p{N}]/u.test(text)) return err({ why: "unreadable", detail: "nothing is to be made out in it" });
    return ok({ kind: "description", text, doubtful: doubtfulNumbers(text) });
  };
}

function partOf({ medium, mime, bytes }: Media): OpenAI.Chat.Completions.ChatCompletionContentPart {
  const url = `data:${mime};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64")}`;
  if (medium === "document") return { type: "file", file: { filename: "document.pdf", file_data: url } };
  return { type: "image_url", image_url: { url } };
}
