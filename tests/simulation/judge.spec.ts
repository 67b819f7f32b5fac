import { describe, expect, it } from "vitest";
import { compare } from "../../src/simulation/compare.ts";
import { FRESH, nextStep } from "../../src/simulation/customer.ts";
import type { Dialogue } from "../../src/simulation/dialogue.ts";
import { judge } from "../../src/simulation/judge.ts";
import { scriptOf } from "../../src/simulation/past.ts";
import type { Performance, PlayedLine, PlayedTurn } from "../../src/simulation/performance.ts";

const CODE = "142508121";
const line = (author: PlayedLine["author"], text: string, over: Partial<PlayedLine> = {}): PlayedLine => ({
  author,
  text,
  at: "2026-11-29T10:00:00Z",
  turnId: null,
  faults: [],
  total: null,
  ...over,
});
const turn = (over: Partial<PlayedTurn> = {}): PlayedTurn => ({
  id: "1",
  rule: "complaint",
  decision: "answer",
  reasons: [],
  reading: { category: "delivery", urgency: "normal", facts: [] },
  outcome: "released",
  engine: "offline",
  ...over,
});
const played = (over: Partial<Performance> = {}): Performance => ({
  lines: [line("customer", "my order is late"), line("bot", `We keep your case about the late parcel. ${CODE}`)],
  turns: [turn()],
  owner: "bot",
  ticket: { code: CODE, category: "delivery", status: "open", priority: "normal" },
  facts: [{ kind: "order_id", value: "#48217" }],
  promises: [{ state: "open" }],
  stuck: null,
  ...over,
});
const aDialogue = (over: Partial<Dialogue> = {}): Dialogue => ({
  id: "d",
  language: "en",
  about: "",
  name: "",
  at: null,
  says: "my order is late",
  knows: {},
  next: [],
  expect: {},
  never: [],
  ...over,
});
const asked = (kind: string, over: Partial<PlayedTurn> = {}) => turn({ reasons: [`asked ${kind}`], ...over });
const told = [{ kind: "order_id", value: "1", quote: "1", confidence: 1 }] as const;

describe("judging a performance", () => {
  it("holds when all is as it should be", () => {
    const expectation = {
      owner: "bot",
      ticket: { category: "delivery", status: "open", priority: "normal" },
      facts: { order_id: "۴۸۲۱۷" },
      promises: { open: 1, missed: 0 },
      mentions: [CODE],
      rules: ["complaint"],
    } as const;
    expect(judge(aDialogue({ expect: expectation }), played())).toEqual([]);
  });

  it.each<[string, Partial<Dialogue>, Partial<Performance>, RegExp]>([
    ["another owner", { expect: { owner: "queued" } }, {}, /the owner is bot, not queued/],
    ["a ticket too many", { expect: { ticket: null } }, {}, /the ticket is open, not none/],
    ["a missing ticket", { expect: { ticket: {} } }, { ticket: null }, /no ticket was opened/],
    ["another category", { expect: { ticket: { category: "praise" } } }, {}, /category is delivery, not praise/],
    ["a fact that is not known", { expect: { facts: { phone: "0912" } } }, {}, /the phone 0912 is not known/],
    ["a promise too few", { expect: { promises: { open: 2 } } }, {}, /number of open promises is 1, not 2/],
    ["words nobody said", { expect: { mentions: ["sorry"] } }, {}, /nobody said sorry/],
    ["a rule nobody followed", { expect: { rules: ["crisis"] } }, {}, /no turn followed the rule crisis/],
    ["a desk that did not come to rest", {}, { stuck: "a turn" }, /did not come to rest: a turn/],
    ["words that must never be said", { never: ["\\bparcel\\b"] }, {}, /said what it never may/],
    ["a fault of a reply", {}, { lines: [line("bot", "x", { faults: ["promise"] })] }, /promise: x/],
    ["somebody else's code", {}, { lines: [line("bot", "your code is 000000000")] }, /not theirs, 000000000/],
    [
      "a question whose answer is known",
      {},
      { turns: [turn({ reading: { ...turn().reading, facts: told } }), asked("order_id")] },
      /asked for order_id, which was known/,
    ],
    ["a question asked twice", {}, { turns: [asked("date"), asked("date")] }, /asked for date twice/],
    [
      "a phrase said twice",
      {},
      { lines: [line("bot", "We look after your case now."), line("bot", "We look after your case now!")] },
      /said twice/,
    ],
  ])("finds %s", (_, dialogue, performance, fault) => {
    expect(judge(aDialogue(dialogue), played(performance)).join("\n")).toMatch(fault);
  });

  it("lets a customer's own number be said back, and a superseded turn ask again", () => {
    const lines = [line("customer", "is it 000000000?"), line("bot", "We know no case 000000000.")];
    expect(judge(aDialogue(), played({ lines, ticket: null }))).toEqual([]);
    const turns = [asked("date", { outcome: "superseded" }), asked("date")];
    expect(judge(aDialogue(), played({ turns }))).toEqual([]);
  });
});

describe("a scripted customer", () => {
  const script = { knows: { order_id: "it is 48217" }, next: [{ says: "and it was a gift" }] };

  it("answers what is asked once, goes on with the script, and falls silent", () => {
    const first = nextStep(script, FRESH, "order_id");
    expect(first?.step).toEqual({ says: "it is 48217" });
    const second = nextStep(script, first?.state ?? FRESH, "order_id");
    expect(second?.step).toEqual({ says: "and it was a gift" });
    expect(nextStep(script, second?.state ?? FRESH, null)).toBeNull();
  });

  it("goes on where they do not know the answer", () => {
    expect(nextStep(script, FRESH, "phone")?.step).toEqual({ says: "and it was a gift" });
  });
});

describe("a past conversation as a script", () => {
  const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 29, 10, minute, second));
  const spoke = (author: "customer" | "agent", text: string, createdAt: Date) => ({
    author,
    text,
    createdAt,
    agentId: author === "agent" ? "sara" : null,
  });

  const ALI = { id: 7, name: "Ali", zone: "Asia/Tehran" };

  it("keeps who spoke, when it began, the pauses, and what was said in one breath", () => {
    const lines = [
      spoke("agent", "earlier", at(0)),
      spoke("customer", "hello", at(1)),
      spoke("customer", "my order", at(5)),
      spoke("customer", "is late", at(5, 3)),
      spoke("agent", "on it", at(9)),
    ];
    expect(scriptOf(ALI, lines)).toMatchObject({
      id: "7",
      at: "sun 13:31",
      says: "hello",
      next: [{ wait: 4 }, { burst: ["my order", "is late"] }, { wait: 3 }, { agent: "sara", says: "on it" }],
    });
  });

  it("is none where the customer said nothing in words", () => {
    expect(scriptOf(ALI, [spoke("agent", "hello?", at(0)), spoke("customer", " ", at(1))])).toBeNull();
  });
});

describe("two performances of one script", () => {
  it("are the same whatever the code", () => {
    const other = played({
      lines: played().lines.map((each) => ({ ...each, text: each.text.replace(CODE, "999999994") })),
    });
    expect(compare(played(), other)).toEqual([]);
  });

  it("differ in what was decided, said, and how it ended", () => {
    const lines = [line("bot", "One word", { turnId: "1" })];
    const others = [line("bot", "Another word", { turnId: "9" })];
    const then = played({
      lines: others,
      owner: "queued",
      turns: [turn({ id: "9", decision: "hand_off", rule: "heat" })],
    });
    expect(compare(played({ lines }), then)).toEqual([
      { what: "turn 1, decided", now: "answer · complaint", tried: "hand_off · heat" },
      { what: "turn 1, said", now: "One word", tried: "Another word" },
      { what: "owner in the end", now: "bot", tried: "queued" },
    ]);
  });
});
