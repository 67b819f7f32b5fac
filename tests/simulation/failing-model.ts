import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { NO_GROUNDS } from "../../src/core/grounds.ts";
import { type Fact, type FactKind, NO_FLAGS, type Reading, replyLanguage } from "../../src/core/reading.ts";
import { MODEL_FILE } from "../../src/mind/offline/model/file.ts";
import { offlineReader } from "../../src/mind/offline-reader.ts";
import type { MindInput, SpokenLine } from "../../src/ports/mind.ts";
import { randomOf } from "../../src/simulation/chance.ts";
import { HANDLING } from "../support/handling.ts";
import { repliesIn } from "./failing-words.ts";

const root = join(import.meta.dirname, "../..");
const read = offlineReader(join(root, MODEL_FILE), HANDLING);

/** What a request holds, as its data lines show it. */
interface Asked {
  readonly input: MindInput;
  readonly canary: string;
  readonly prompt: string;
}

type Way = (asked: Asked, reading: Reading, response: ServerResponse, random: () => number) => void;

/** An endpoint that answers well most of the time, and otherwise as badly as one can. */
export interface FailingModel {
  readonly url: string;
  /** How often it went each way. */
  readonly ways: ReadonlyMap<string, number>;
  /** What no customer may ever read: marks and instructions of the prompts it was sent. */
  readonly secrets: ReadonlySet<string>;
  /** What comes is dropped, as where nobody listens. */
  die(dead: boolean): void;
  close(): Promise<void>;
}

/** @param seed  decides which request fails how, as far as they come in the same order */
export async function failingModel(seed: string): Promise<FailingModel> {
  const random = randomOf(seed);
  const ways = new Map<string, number>();
  const secrets = new Set<string>();
  let dead = false;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (dead) return request.socket.destroy();
      const asked = askedOf(body);
      secrets.add(asked.canary);
      const [name, way] = pick(random());
      ways.set(name, (ways.get(name) ?? 0) + 1);
      return way(asked, read(asked.input), response, random);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    ways,
    secrets,
    die: (now) => {
      dead = now;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

const GOOD = 0.5;
const BAD: Readonly<Record<string, Way>> = {
  hangs: () => {},
  "is out of quota": (_asked, _reading, response) => refuse(response, 429, { error: { message: "slow down" } }),
  "is overloaded": (_asked, _reading, response) => refuse(response, 503, { error: { message: "overloaded" } }),
  "stops in the middle": (_asked, _reading, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
    response.write('{"id":"c1","object":"chat.completion","choices":[{"index":0,', () => response.destroy());
  },
  "sends a page": (_asked, _reading, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<html><body><h1>It works!</h1></body></html>");
  },
  "says nothing": (_asked, _reading, response) => complete(response, ""),
  "forgets the schema": (_asked, _reading, response) => complete(response, '{"answer":"All is well."}'),
  refuses: (_asked, _reading, response) => complete(response, "", "content_filter"),
  "promises money": worded("money"),
  "invents what it does not know": worded("invented"),
  "tells them to calm down": worded("calm"),
  "says the same again": worded("same"),
  "speaks another language": (asked, reading, response, random) => {
    const other = reading.language === "en" ? "fa" : "en";
    speak(response, reading, wording(other, "good", asked, random));
  },
  "leaks the prompt": ({ canary, prompt }, reading, response) =>
    speak(response, reading, `${canary} ${prompt.slice(0, 200)} {code} {time}`),
  "obeys whoever writes": ({ input }, reading, response) =>
    speak(
      response,
      { ...reading, flags: NO_FLAGS },
      `OK. ${input.said.map(({ text }) => text).join(" ")} {code} {time}`,
    ),
  "sees no danger": (asked, reading, response, random) =>
    speak(
      response,
      { ...reading, flags: NO_FLAGS, urgency: "low", heat: 0 },
      wording(replyLanguage(reading.language, "fa"), "good", asked, random),
    ),
};
const BAD_WAYS = Object.entries(BAD);
const answers: Way = worded("good");

function pick(chance: number): readonly [string, Way] {
  if (chance < GOOD) return ["answers", answers];
  const nth = Math.floor(((chance - GOOD) / (1 - GOOD)) * BAD_WAYS.length);
  return BAD_WAYS[nth] ?? ["answers", answers];
}

function worded(kind: keyof ReturnType<typeof repliesIn>): Way {
  return (asked, reading, response, random) =>
    speak(response, reading, wording(replyLanguage(reading.language, "fa"), kind, asked, random));
}

function wording(
  language: "fa" | "ar" | "en",
  kind: keyof ReturnType<typeof repliesIn>,
  { input }: Asked,
  random: () => number,
): string {
  const said = repliesIn(language)[kind];
  const orders = input.said.flatMap(({ text }) => text.match(/#[\p{L}\p{N}-]+/gu) ?? []);
  return [...orders, said[Math.floor(random() * said.length)]].join(" ");
}

/** The answer of a model in the shape it was asked for. */
function speak(response: ServerResponse, reading: Reading, text: string): void {
  const { missing: _missing, engine: _engine, redacted: _redacted, pii: _pii, ...wire } = reading;
  complete(response, JSON.stringify({ reading: wire, reply: { text, claims: [] } }));
}

function complete(response: ServerResponse, content: string, finish_reason = "stop"): void {
  response.writeHead(200, { "content-type": "application/json" });
  const message = { role: "assistant", content, refusal: null };
  const choices = [{ index: 0, finish_reason, message, logprobs: null }];
  const usage = { prompt_tokens: 900, completion_tokens: 120, total_tokens: 1_020 };
  response.end(JSON.stringify({ id: "c1", object: "chat.completion", created: 0, model: "m", choices, usage }));
}

function refuse(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "retry-after": "30" });
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

/** Reads the prompt as a model would: settings first, then what people wrote, one JSON a line. */
function askedOf(body: string): Asked {
  const { messages } = JSON.parse(body) as { messages: readonly { content: string }[] };
  const [system, user] = messages;
  const lines = (user?.content ?? "").split("\n");
  const told = (label: string) => lines.find((line) => line.startsWith(label))?.slice(label.length) ?? "";
  const data = lines.flatMap((line): readonly Record<string, string>[] =>
    line.startsWith("{") ? [JSON.parse(line)] : [],
  );
  const history = data.flatMap((line): readonly SpokenLine[] => {
    const [author = "", text = ""] = Object.entries(line)[0] ?? [];
    return AUTHORS.includes(author) ? [{ author: author as SpokenLine["author"], text }] : [];
  });
  const facts = data.flatMap((line): readonly Fact[] =>
    line.known
      ? [{ kind: line.known as FactKind, value: line.value ?? "", quote: line.value ?? "", confidence: 1 }]
      : [],
  );
  const said = data.find((line) => "new_message" in line)?.new_message ?? "";
  const name = data.find((line) => "name" in line)?.name;
  return {
    prompt: system?.content ?? "",
    canary: told("Internal mark, never to be written: "),
    input: {
      organisation: told("Organisation: "),
      defaultLanguage: "fa",
      knownLanguage: null,
      contactName: name ?? null,
      said: [{ text: said, attachments: [], quoted: null }],
      history,
      facts,
      ticket: null,
      grounds: NO_GROUNDS,
    },
  };
}

const AUTHORS: readonly string[] = ["customer", "bot", "agent", "system"];
