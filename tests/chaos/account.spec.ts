import { describe, expect, it } from "vitest";
import type { MessageWire, TurnWire } from "../support/desk-wire.ts";
import { type Chat, takeAccount } from "./account.ts";

const CHAT = 7;
const TEXT = "order #12345 never arrived";

const message = (id: string, author: MessageWire["author"], text: string): MessageWire =>
  ({ id, author, text, delivery: author === "customer" ? null : "sent" }) as MessageWire;
const turn = (...messageIds: string[]): TurnWire => ({ outcome: "released", messageIds }) as unknown as TurnWire;
const FIRST = message("1", "customer", TEXT);
const ANSWER = message("2", "bot", "about #12345");

function account(given: { said?: MessageWire[]; turns?: TurnWire[]; arrived?: string[]; sent?: string[] }) {
  const { said = [FIRST, ANSWER], turns = [turn("1")], arrived = ["about #12345"], sent = [TEXT] } = given;
  const chat = { conversation: { state: "bot" }, messages: said, turns } as unknown as Chat;
  const texts = arrived.map((text) => ({ text })) as unknown as ReturnType<Parameters<typeof takeAccount>[2]["sentTo"]>;
  return takeAccount(new Map([[CHAT, sent]]), new Map([[CHAT, chat]]), { sentTo: () => texts });
}

describe("an account of what customers sent", () => {
  it("finds nothing where each message was answered once", () => {
    expect(account({})).toEqual({ lost: [], outOfOrder: [], crossed: [], duplicates: 0, answers: 1 });
  });

  it.each([
    ["was never stored", { said: [ANSWER] }],
    ["was stored twice", { said: [FIRST, FIRST, ANSWER] }],
    ["stands in no turn", { turns: [] }],
    ["stands in two turns", { turns: [turn("1"), turn("1")] }],
    ["is named by no answer", { arrived: [] }],
  ])("counts a message as lost that %s", (_what, given) => {
    expect(account(given).lost).not.toEqual([]);
  });

  it("sees customers' messages that changed places", () => {
    const second = message("3", "customer", "and #23456");
    const said = [second, FIRST, ANSWER, message("4", "bot", "about #23456")];
    const given = { said, turns: [turn("1", "3")], arrived: ["about #12345", "about #23456"] };
    expect(account({ ...given, sent: [TEXT, "and #23456"] }).outOfOrder).toHaveLength(1);
  });

  it("sees answers that arrived in another order than they were written in", () => {
    const said = [FIRST, ANSWER, message("4", "bot", "more about #12345")];
    expect(account({ said, arrived: ["more about #12345", "about #12345"] }).outOfOrder).toHaveLength(1);
  });

  it("sees an order of somebody else", () => {
    expect(account({ arrived: ["about #12345", "about #99999"] }).crossed).toHaveLength(1);
  });

  it("counts what arrived twice", () => {
    expect(account({ arrived: ["about #12345", "about #12345"] }).duplicates).toBe(1);
  });
});
