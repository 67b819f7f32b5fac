import { describe, expect, it } from "vitest";
import { type ChatState, EMPTY, withArrived, withMessages, withUnsent } from "../../src/widget/wire/state.ts";
import type { Unsent } from "../../src/widget/wire/types.ts";
import { aMessage } from "../pages/message.ts";

const unsent = (clientId: string, text: string, state: Unsent["state"] = "sending"): Unsent => ({
  clientId,
  text,
  at: "2026-03-25T12:00:00Z",
  state,
});
const shown = ({ messages, unsent }: ChatState) => [
  ...messages.map(({ text }) => text),
  ...unsent.map(({ text, state }) => `${text} (${state})`),
];

describe("what the server shows", () => {
  it("stands in the order of its sequence, whatever order it comes in, once", () => {
    const [one, two, three] = [aMessage(1), aMessage(2), aMessage(3)];
    const state = withMessages(withMessages(EMPTY, [three, one]), [two, three]);
    expect(state.messages).toEqual([one, two, three]);
    expect(state.cursor).toBe(3);
  });

  it("replaces what is known: an edit shows", () => {
    const state = withMessages(withMessages(EMPTY, [aMessage(1)]), [aMessage(1, { text: "corrected" })]);
    expect(shown(state)).toEqual(["corrected"]);
  });

  it("moves the cursor forward only", () => {
    expect(withMessages(withMessages(EMPTY, [aMessage(5)]), [aMessage(2)]).cursor).toBe(5);
    expect(withMessages({ ...EMPTY, cursor: 4 }, []).cursor).toBe(4);
  });

  it("ends the sign that somebody writes with the first words from our side, not with the customer's own", () => {
    const writing = { ...EMPTY, typing: true };
    expect(withMessages(writing, [aMessage(1)]).typing).toBe(true);
    expect(withMessages(writing, [aMessage(1, { author: "bot" })]).typing).toBe(false);
  });
});

describe("the customer's own words", () => {
  it("stand where they were written until the server has them", () => {
    const state = withUnsent(
      withUnsent(withMessages(EMPTY, [aMessage(1)]), unsent("a", "first")),
      unsent("b", "second"),
    );
    expect(shown(state)).toEqual(["words 1", "first (sending)", "second (sending)"]);
    expect(shown(withUnsent(state, unsent("a", "first", "waiting")))).toEqual([
      "words 1",
      "first (waiting)",
      "second (sending)",
    ]);
  });

  it("become a message with the sequence they were given, and leave the cursor: an answer may stand before it", () => {
    const item = unsent("a", "hello");
    const state = withArrived(withUnsent(EMPTY, item), item, 3);
    expect(state.unsent).toEqual([]);
    expect(state.messages).toMatchObject([{ sequence: 3, author: "customer", text: "hello" }]);
    expect(state.cursor).toBe(0);
    const caughtUp = withMessages(state, [
      aMessage(2, { author: "bot", text: "answer" }),
      aMessage(3, { text: "hello" }),
    ]);
    expect(shown(caughtUp)).toEqual(["answer", "hello"]);
  });

  it("stand once when the event stream is faster than the answer to their sending", () => {
    const item = unsent("a", "hello");
    const streamed = withMessages(withUnsent(EMPTY, item), [aMessage(1, { text: "hello" })]);
    expect(shown(streamed)).toEqual(["hello"]);
    expect(shown(withArrived(streamed, item, 1))).toEqual(["hello"]);
  });

  it("written twice are two messages: one that arrives takes one away", () => {
    const twice = withUnsent(withUnsent(EMPTY, unsent("a", "hello?")), unsent("b", "hello?"));
    expect(shown(withMessages(twice, [aMessage(1, { text: "hello?" })]))).toEqual(["hello?", "hello? (sending)"]);
  });

  it("that were refused stay, also when the same words arrive another way", () => {
    const refused = withUnsent(EMPTY, unsent("a", "hello", "failed"));
    expect(shown(withMessages(refused, [aMessage(1, { text: "hello" })]))).toEqual(["hello", "hello (failed)"]);
  });
});
