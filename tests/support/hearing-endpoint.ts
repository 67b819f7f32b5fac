import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { watch } from "./watch.ts";

/** One question as it arrived. */
export interface HearingCall {
  readonly path: string;
  /** Of a form: its fields by name; the file's name stands for the file. */
  readonly form: Readonly<Record<string, string>>;
  /** The body as text: JSON, or the form with the bytes in it. */
  readonly body: string;
}

/** How an endpoint answers. */
export type Play = (call: HearingCall, response: ServerResponse) => void;

export const json =
  (body: unknown, status = 200): Play =>
  (_call, response) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

export const bare =
  (text: string, type = "text/plain"): Play =>
  (_call, response) =>
    void response.writeHead(200, { "content-type": type }).end(text);

export const refuses = (status: number, message: string): Play => json({ error: { message } }, status);

/** Takes the question and never answers. */
export const hangs: Play = () => {};

/** Breaks off in the middle. */
export const cut: Play = (_call, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
  response.write('{"text":"my order', () => response.destroy());
};

/** A segment as whisper's own server tells it. */
export const segment = (text: string, avg_logprob: number, more: object = {}) => ({
  id: 0,
  text,
  avg_logprob,
  no_speech_prob: 0.01,
  compression_ratio: 1.2,
  ...more,
});

/** A description in a chat answer. */
export const description = (content: string): Play =>
  json({ id: "c1", choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content } }] });

/** A server for recordings and pictures that behaves as it is told, as well-made mocks do not. */
export async function startHearingEndpoint() {
  const calls: HearingCall[] = [];
  const changes = watch();
  const absent = refuses(404, "no such path");
  const plays: Record<Question, Play> = { voice: absent, picture: absent, chat: absent };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const path = request.url ?? "";
      const call = { path, form: formOf(body), body };
      calls.push(call);
      changes.changed();
      plays[questionOf(call)](call, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls: calls as readonly HearingCall[],
    asked: (what: Question): readonly HearingCall[] => calls.filter((call) => questionOf(call) === what),
    on(what: Question, play: Play): void {
      plays[what] = play;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** `picture`: documents too; `chat`: to read a turn. */
type Question = "voice" | "picture" | "chat";

function questionOf({ path, body }: HearingCall): Question {
  if (path.endsWith("/audio/transcriptions")) return "voice";
  return /"(?:image_url|file_data)"/.test(body) ? "picture" : "chat";
}

export type HearingEndpoint = Awaited<ReturnType<typeof startHearingEndpoint>>;

function formOf(body: string): Readonly<Record<string, string>> {
  const fields = body.matchAll(/name="([^"]+)"(?:; filename="([^"]*)")?(?:\r\n[^\r\n]+)*\r\n\r\n([^\r]*)/g);
  return Object.fromEntries([...fields].map(([, name, file, value]) => [name ?? "", file ?? value ?? ""]));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const form = request.headers["content-type"]?.startsWith("multipart/");
  return Buffer.concat(chunks).toString(form ? "latin1" : "utf8");
}
