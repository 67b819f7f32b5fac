import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { understand } from "../../../src/cli/understand.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* chunks(...parts: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* parts;
}

async function run(...parts: readonly Uint8Array[]) {
  const lines: string[] = [];
  const code = await understand(chunks(...parts), (line) => void lines.push(line));
  return { code, answers: lines.map((line) => JSON.parse(line)) };
}

const line = (id: string, text: string): string => `${JSON.stringify({ id, text })}\n`;

describe("understand", () => {
  it("answers every line in order and exits with 0", async () => {
    const { code, answers } = await run(bytes(line("a", "سفارش #48217 نرسیده") + line("b", "hello")));
    expect(code).toBe(0);
    expect(answers.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(answers[0].reading).toMatchObject({ language: "fa", category: "delivery", engine: "offline" });
  });

  it("names a bad line, goes on, and exits with 1", async () => {
    const bad = ["nope", "[]", "null", '{"id":"x"}', '{"text":"x"}', '{"id":"x","text":5}'];
    const { code, answers } = await run(bytes(`${bad.join("\n")}\n${line("b", "hi")}`));
    expect(code).toBe(1);
    expect(answers.slice(0, bad.length).every(({ id, error }) => id === null && typeof error === "string")).toBe(true);
    expect(answers.at(-1)).toMatchObject({ id: "b" });
  });

  it("skips empty lines, a byte order mark and carriage returns, and needs no last line break", async () => {
    const { code, answers } = await run(
      bytes(`\ufeff${line("a", "سلام").trimEnd()}\r\n\r\n\n${line("b", "x").trimEnd()}`),
    );
    expect([code, answers.map(({ id }) => id)]).toEqual([0, ["a", "b"]]);
  });

  it("puts together letters and lines that were cut between chunks", async () => {
    const whole = bytes(line("a", "طلبي ما وصل 😡"));
    const single = Array.from(whole, (byte) => Uint8Array.of(byte));
    const { answers } = await run(...single);
    expect(answers[0].reading).toMatchObject({ language: "ar", category: "delivery" });
  });

  it("reads a line of a mebibyte", async () => {
    const { code, answers } = await run(bytes(line("big", "سفارشم نرسیده ".repeat(2 ** 16))));
    expect([code, answers[0].id]).toEqual([0, "big"]);
  });

  it("reads the next line only when the last one was taken", async () => {
    let open = 0;
    let most = 0;
    await understand(chunks(bytes(line("a", "x") + line("b", "y") + line("c", "z"))), async () => {
      open += 1;
      most = Math.max(most, open);
      await pause(0);
      open -= 1;
    });
    expect(most).toBe(1);
  });
});
