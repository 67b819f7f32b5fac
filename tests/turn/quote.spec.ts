import { expect, it } from "vitest";
import type { SaidMessage } from "../../src/turn/load.ts";
import { answeredMessage } from "../../src/turn/quote.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const said = (id: number, secondsAgo: number, quotes = false): SaidMessage => ({
  id,
  sequence: id,
  text: "…",
  attachments: [],
  heard: [],
  replyQuote: null,
  data: null,
  quotes,
  externalId: null,
  createdAt: new Date(NOW.getTime() - secondsAgo * 1_000),
});

it("what is answered at once stands alone", () => {
  expect(answeredMessage([said(1, 20), said(2, 5)], NOW)).toBeNull();
  expect(answeredMessage([said(1, 900), said(2, 180)], NOW)).toBeNull();
  expect(answeredMessage([], NOW)).toBeNull();
});

it("what is answered late stands under the last words", () => {
  expect(answeredMessage([said(1, 900), said(2, 181)], NOW)).toBe(2);
});

it("who went back to something older is answered there, whatever was said after it", () => {
  expect(answeredMessage([said(1, 9), said(2, 8, true), said(3, 5)], NOW)).toBe(2);
});
