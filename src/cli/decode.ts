import { pathToFileURL } from "node:url";
import { CHANNEL_NAMES, decoderOf } from "../../adapters/registry.ts";
import type { InboundEvent } from "../ports/channel.ts";

/** What a run of the command prints and how it exits. */
interface DecodeRun {
  readonly code: 0 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Reads one raw body of a channel.
 * @param channel a channel's name, as in adapters/registry.ts
 * @param body    the bytes as the platform sent them
 * @returns code 0 and a JSON array of events, `[]` where the body is rightly ignored; code 2 and what to do where it is
 *          not of that channel or the channel is unknown
 */
export function runDecode(channel: string | undefined, body: Uint8Array): DecodeRun {
  const decode = channel === undefined ? undefined : decoderOf(channel);
  if (decode === undefined) {
    const named = channel === undefined ? "No channel named." : `There is no channel "${channel}".`;
    return refused(
      `${named} Name one of: ${CHANNEL_NAMES.join(", ")}, as in: npm run -s decode -- telegram < body.json`,
    );
  }
  const decoded = decode(body);
  if (!decoded.ok) return refused(`${decoded.error.message} ${decoded.error.hint}`);
  return { code: 0, stdout: `${JSON.stringify(decoded.value.map(shown))}\n`, stderr: "" };
}

const refused = (message: string): DecodeRun => ({ code: 2, stdout: "", stderr: `${message}\n` });

/** The fixed wire shape: every key is there, and what only the server may know is not. */
function shown(event: InboundEvent) {
  const { type, channel, eventId, externalId, threadId, sender, text, data, location, replyTo, identity, status } =
    event;
  const attachments = event.attachments.map(({ kind, name, mime }) => ({ kind, name, mime }));
  return {
    type,
    channel,
    eventId,
    externalId,
    threadId,
    sender,
    text,
    data,
    attachments,
    location,
    replyTo,
    identity,
    status,
    sentAt: event.sentAt,
  };
}

async function readAll(input: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const isCommand = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isCommand) {
  const run = runDecode(process.argv[2], await readAll(process.stdin));
  process.stdout.write(run.stdout);
  process.stderr.write(run.stderr);
  process.exitCode = run.code;
}
