import { describe, expect, it } from "vitest";
import { decide } from "../../src/core/decide.ts";
import type { Situation } from "../../src/core/decision.ts";
import type { Fact } from "../../src/core/reading.ts";
import type { ReplyPlan } from "../../src/core/reply.ts";
import { aSituation, aTicket } from "./situation.ts";

const hard: Fact = { kind: "order_id", value: "48217", quote: "48217", confidence: 0.4 };
const sure: Fact = { ...hard, confidence: 0.9 };

function planOf(situation: Situation): ReplyPlan {
  for (const effect of decide(situation).effects) if (effect.kind === "reply") return effect.plan;
  throw new Error("no reply");
}

describe("what was hard to hear", () => {
  it("is asked back and stated nowhere, and nothing else is asked beside it", () => {
    const situation = aSituation({ reading: { facts: [hard], missing: ["product"] } });
    expect(planOf(situation)).toMatchObject({ confirm: hard, orderIds: [], ask: null });
    expect(decide(situation)).toMatchObject({ kind: "ask", reasons: expect.arrayContaining(["confirming order_id"]) });
  });

  it("is stated in no notice either, where a person is called", () => {
    const flags = { ...aSituation().reading.flags, legalThreat: true };
    const notices = decide(aSituation({ reading: { facts: [hard], flags } })).effects.flatMap((effect) =>
      effect.kind === "change_owner" && effect.notice ? [effect.notice] : [],
    );
    expect(notices).toMatchObject([{ name: "queued", orders: [] }]);
  });

  it("is asked about once: what the customer leaves open stays open", () => {
    const next = aSituation({ ticket: aTicket(), knownFacts: [hard], reading: { missing: ["order_id"] } });
    expect(planOf(next)).toMatchObject({ confirm: null, ask: null });
  });

  it("is stated once it is sure", () => {
    expect(planOf(aSituation({ reading: { facts: [sure] } }))).toMatchObject({ confirm: null, orderIds: ["48217"] });
  });

  it("is asked for anew where the customer says no", () => {
    const reading = { complaint: false, category: "other", substance: 0, missing: [] } as const;
    const situation = aSituation({ ticket: aTicket(), denied: "order_id", answers: { no: true }, reading });
    expect(planOf(situation)).toMatchObject({ purpose: "complaint", ask: "order_id", confirm: null });
  });
});

describe("a file that nobody could hear or see", () => {
  it("is mentioned in the answer to the words beside it, where somebody will look", () => {
    expect(planOf(aSituation({ unheard: true })).unheard).toBe(true);
    const thanks = { complaint: false, category: "praise", substance: 0 } as const;
    expect(planOf(aSituation({ unheard: true, reading: thanks })).unheard).toBe(false);
  });
});
