import { describe, expect, it } from "vitest";
import { decide } from "../../src/core/decide.ts";
import type { Situation } from "../../src/core/decision.ts";
import type { WrittenReply } from "../../src/core/reply.ts";
import { planReply } from "../../src/core/reply-plan.ts";
import { laneOf, needleOf, type ReviewCase, type ReviewPolicy, stillTrue, underReview } from "../../src/core/review.ts";
import { aSituation, aTicket, NOON } from "./situation.ts";

const needles = (...words: readonly string[]) => words.map(needleOf);
const TOPICS = {
  money: needles("refund*", "بازگشت وجه"),
  law: needles("lawyer*"),
  health: needles("allergy"),
  press: needles("خبرنگار*"),
};
const words = (text = "", more: Partial<WrittenReply> = {}): WrittenReply => ({ text, supports: [], ...more });
const aCase = (given: Partial<ReviewCase> = {}): ReviewCase => ({
  said: "",
  plan: planReply(aSituation(), { purpose: "complaint", code: null, nextStepBy: null }),
  words: words(),
  vip: false,
  draftRefused: false,
  ...given,
});
const policy = (...rules: ReviewPolicy["rules"]): ReviewPolicy => ({ topics: TOPICS, rules });
const approve = (when: ReviewPolicy["rules"][number]["when"]) => policy({ id: "r", when, lane: "approve" });
const lane = (p: ReviewPolicy, about: ReviewCase, s: Situation = aSituation()) => laneOf(s, about, p).lane;

describe("a topic is known by its words", () => {
  it.each([
    ["I want a REFUND", ["refund*"], true],
    ["refunded already", ["refund*"], true],
    ["refunded already", ["refund"], false],
    ["prerefund", ["refund*"], false],
    ["بازگشت‌وجه را می‌خواهم", ["بازگشت وجه"], true],
    ["بازگشت كالا", ["بازگشت وجه"], false],
    ["من خبرنگارم", ["خبرنگار*"], true],
    ["anything", [], false],
  ])("%s", (said, list, found) => {
    const topics = { ...TOPICS, money: needles(...list) };
    const rules = [{ id: "r", when: { about: ["money"] }, lane: "approve" }] as const;
    expect(laneOf(aSituation(), aCase({ said }), { topics, rules }).lane).toBe(found ? "approve" : "now");
  });
});

describe("the policy", () => {
  it("sends at once what no rule names", () => {
    expect(laneOf(aSituation(), aCase(), policy())).toEqual({ lane: "now", minutes: 0, reasons: [] });
  });

  it("is decided by the first rule that holds, and says by which and why", () => {
    const rules = policy(
      { id: "greeting", when: { vip: true, purpose: ["smalltalk"] }, lane: "now" },
      { id: "money", when: { about: ["law", "money"], hot: true }, lane: "veto", minutes: 3 },
      { id: "rest", when: { about: ["money"] }, lane: "approve" },
    );
    const about = aCase({ said: "refund me" });
    expect(laneOf(aSituation({ reading: { heat: 2 } }), about, rules)).toEqual({
      lane: "veto",
      minutes: 3,
      reasons: ["money", "about money", "hot"],
    });
    expect(laneOf(aSituation(), about, rules)).toMatchObject({ lane: "approve", reasons: ["rest", "about money"] });
  });

  it("asks all conditions of a rule, each by itself", () => {
    const unsure = aSituation({ reading: { confidence: 0.3 } });
    expect(lane(approve({ vip: true }), aCase({ vip: true }))).toBe("approve");
    expect(lane(approve({ vip: true }), aCase())).toBe("now");
    expect(lane(approve({ says: ["law"] }), aCase({ words: words("ask your lawyer") }))).toBe("approve");
    expect(lane(approve({ says: ["law"] }), aCase({ said: "ask your lawyer" }))).toBe("now");
    expect(lane(approve({ confidenceBelow: 0.4 }), aCase(), unsure)).toBe("approve");
    expect(lane(approve({ confidenceBelow: 0.4 }), aCase())).toBe("now");
    const addition = aSituation({ ticket: aTicket(), reading: { confidence: 0, complaint: false } });
    expect(lane(approve({ confidenceBelow: 0.4 }), aCase(), addition), "an order number sent later").toBe("now");
    expect(lane(approve({ writer: "model" }), aCase({ words: words("", { writer: "model" }) }))).toBe("approve");
    expect(lane(approve({ writer: "model" }), aCase())).toBe("now");
    expect(lane(approve({ writer: "composer" }), aCase())).toBe("approve");
    expect(lane(approve({ guardFailed: true }), aCase({ draftRefused: true }))).toBe("approve");
    expect(lane(approve({ guardFailed: true }), aCase())).toBe("now");
    expect(lane(approve({ purpose: ["question"] }), aCase())).toBe("now");
  });

  it("is no milder with the answer that takes the place of a held one", () => {
    const { plan } = aCase();
    const held = { plan, lane: "approve", minutes: 0, reasons: ["press"] } as const;
    const s = aSituation({ owner: { state: "bot_review" }, held });
    expect(laneOf(s, aCase(), policy())).toMatchObject({ lane: "approve", reasons: ["press"] });
    const veto = policy({ id: "v", when: { writer: "composer" }, lane: "veto", minutes: 9 });
    expect(laneOf(s, aCase(), veto)).toMatchObject({ lane: "approve", reasons: ["press"] });
  });
});

describe("a decision under review", () => {
  const ruling = { lane: "approve", minutes: 0, reasons: ["vip", "vip"] } as const;
  const effectsOf = (s: Situation, given: Parameters<typeof underReview>[2] = ruling) =>
    underReview(s, decide(s), given).effects;

  it("is the same one where the reply may go", () => {
    const s = aSituation();
    const decision = decide(s);
    expect(underReview(s, decision, { lane: "now", minutes: 0, reasons: [] })).toBe(decision);
  });

  it("holds the reply alone: the ticket is opened and the promise kept as ever", () => {
    const s = aSituation();
    const held = underReview(s, decide(s), ruling);
    expect(held).toMatchObject({ kind: "hold", rule: "review-vip" });
    expect(held.effects.map(({ kind }) => kind)).toEqual(["open_ticket", "hold", "promise"]);
    expect(held.effects[1]).toMatchObject({ lane: "approve", reason: "vip", releaseAt: null });
    expect(held.effects[1]).toMatchObject({ plan: { introduce: false, code: null } });
  });

  it("names when a veto ends", () => {
    const veto = { lane: "veto", minutes: 3, reasons: ["hot-by-model", "hot"] } as const;
    const at = new Date(NOON.getTime() + 180_000);
    expect(effectsOf(aSituation(), veto)[1]).toMatchObject({ releaseAt: at, answerBy: at, reason: "heat" });
  });

  it("in the queue sends nothing that needs a yes, says so, and holds up nothing that does not", () => {
    const s = aSituation({ owner: { state: "queued", botHelps: true }, ticket: aTicket() });
    expect(effectsOf(s).map(({ kind }) => kind)).not.toContain("reply");
    expect(effectsOf(s)[0]).toMatchObject({ kind: "notify", notice: { name: "held-for-review" } });
    const veto = { lane: "veto", minutes: 3, reasons: ["hot"] } as const;
    expect(effectsOf(s, veto).map(({ kind }) => kind)).toContain("reply");
  });
});

describe("words that name a time", () => {
  const later = { nextStepBy: new Date(NOON.getTime() + 3_600_000).toISOString() };
  it("are true on their own day, until that time", () => {
    expect(stillTrue(later, NOON, true)).toBe(true);
    expect(stillTrue(later, NOON, false)).toBe(false);
    expect(stillTrue(later, new Date(NOON.getTime() + 3_600_000), true)).toBe(false);
    expect(stillTrue({ nextStepBy: null }, NOON, false)).toBe(true);
    expect(stillTrue(null, NOON, false)).toBe(true);
  });
});
