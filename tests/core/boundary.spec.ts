import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundaryAfter } from "../../src/core/boundary.ts";
import { decide } from "../../src/core/decide.ts";
import type { Situation } from "../../src/core/decision.ts";
import { NO_FLAGS } from "../../src/core/reading.ts";
import { RUNGS, type Rung } from "../../src/core/reply.ts";
import { aSituation, aTicket, NOON, TICKET_CODE } from "./situation.ts";

const MINUTE = 60_000;
const EMPTY_HEAT = { heat: 3, substance: 0, complaint: false, category: "abuse" } as const;
const CALM = { heat: 0, substance: 0, complaint: false, category: "other" } as const;
const MUTED = { mutedUntil: new Date(NOON.getTime() + 10 * MINUTE), hotTurns: 3 } as const;
const CODE = { code: TICKET_CODE, alone: true, valid: true, ticket: { status: "open", nextWordBy: null } } as const;

const replyTo = (situation: Situation) => decide(situation).effects.find((effect) => effect.kind === "reply")?.plan;

/** The mood and the mute a turn leaves behind. */
function leaves(situation: Situation): Pick<Situation, "hotTurns" | "failedAnswers" | "mutedUntil"> {
  let { hotTurns, failedAnswers, mutedUntil } = situation;
  for (const effect of decide(situation).effects) {
    if (effect.kind === "remember_mood") ({ hotTurns, failedAnswers } = effect);
    if (effect.kind === "mute") mutedUntil = effect.until;
  }
  return { hotTurns, failedAnswers, mutedUntil };
}

describe("the ladder", () => {
  it("acknowledges, asks one concrete thing, cools down; each hot turn in a row is one rung, and none is skipped", () => {
    const climbed = [0, 1, 2, 3, 9].map((hotTurns) => boundaryAfter(hotTurns, NOON).rung);
    expect(climbed).toEqual(["acknowledge", "ask", "cool_down", "cool_down", "cool_down"]);
    expect(new Set(climbed)).toEqual(new Set(RUNGS));
  });

  it("mutes on its last rung alone, says until when, and for a quarter of an hour", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 50 }),
        fc.date({ min: NOON, max: new Date("2100-01-01"), noInvalidDate: true }),
        (hotTurns, now) => {
          const { rung, until } = boundaryAfter(hotTurns, now);
          expect(until === null).toBe(rung !== "cool_down");
          if (until) expect(until.getTime() - now.getTime()).toBe(15 * MINUTE);
        },
      ),
    );
  });

  it("is climbed by a customer who goes on, is silent while the mute runs, and speaks again when it has ended", () => {
    let now = NOON;
    let mood: Partial<Situation> = {};
    const heard: (Rung | "silence" | undefined)[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      const situation = aSituation({ now, reading: EMPTY_HEAT, ...mood });
      heard.push(decide(situation).kind === "none" ? "silence" : replyTo(situation)?.boundary?.rung);
      mood = leaves(situation);
      now = new Date(now.getTime() + 4 * MINUTE);
    }
    expect(heard).toEqual(["acknowledge", "ask", "cool_down", "silence", "silence", "silence", "cool_down", "silence"]);
  });

  it("tells the customer when the mute ends, and it ends no later than was said", () => {
    const third = aSituation({ reading: EMPTY_HEAT, hotTurns: 2 });
    expect(replyTo(third)?.boundary).toEqual({ rung: "cool_down", until: leaves(third).mutedUntil?.toISOString() });
  });

  it("offers a person on every rung, as long as the bot owns the conversation", () => {
    for (const hotTurns of [0, 1, 2]) {
      expect(replyTo(aSituation({ reading: EMPTY_HEAT, hotTurns }))?.offerPerson).toBe(true);
    }
  });

  it("is left by one calm turn, which also lifts the mute", () => {
    const calm = aSituation({ ...MUTED, reading: CALM });
    expect(decide(calm).kind).not.toBe("none");
    expect(leaves(calm)).toMatchObject({ hotTurns: 0, mutedUntil: NOON });
    const again = aSituation({ reading: EMPTY_HEAT, ...leaves(calm) });
    expect(replyTo(again)?.boundary?.rung).toBe("acknowledge");
  });
});

describe("while a mute runs", () => {
  it("heat without substance gets no answer", () => {
    expect(decide(aSituation({ ...MUTED, reading: EMPTY_HEAT }))).toMatchObject({ rule: "muted", effects: [] });
  });

  it("a tracking code is answered", () => {
    expect(decide(aSituation({ ...MUTED, reading: EMPTY_HEAT, codes: [CODE], ticket: aTicket() })).rule).toBe(
      "status-by-code",
    );
  });

  it.each([
    ["crisis", "crisis"],
    ["safety", "risk-to-person"],
    ["legalThreat", "legal-threat"],
    ["fraudPrivacy", "fraud-or-privacy"],
    ["humanRequest", "asks-for-human"],
  ] as const)("%s hands over at once", (flag, rule) => {
    const reading = { ...EMPTY_HEAT, flags: { ...NO_FLAGS, [flag]: true } };
    expect(decide(aSituation({ ...MUTED, reading }))).toMatchObject({ kind: "hand_off", rule });
  });

  it("a yes to the offered person hands over", () => {
    const accepts = aSituation({ ...MUTED, reading: CALM, answers: { yes: true }, personOffered: true });
    expect(decide(accepts).rule).toBe("accepts-a-person");
  });

  it.each([1, 2, 3] as const)("substance %i gets through, however hot", (substance) => {
    const decision = decide(aSituation({ ...MUTED, reading: { heat: 3, substance, complaint: true } }));
    expect(decision.kind).not.toBe("none");
  });
});
