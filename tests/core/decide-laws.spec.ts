import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../src/core/decide.ts";
import type { Decision, Situation } from "../../src/core/decision.ts";
import { isOpen } from "../../src/core/hours.ts";
import { OWNER_STATES, type Owner, transition } from "../../src/core/ownership.ts";
import { CATEGORIES, FACT_KINDS, FLAG_NAMES, type Flags, URGENCIES } from "../../src/core/reading.ts";
import { TICKET_STATUSES } from "../../src/core/ticket.ts";
import { aReading, aSituation, aTicket, NOON, OFFICE } from "./situation.ts";

const HOUR = 3_600_000;
const level = fc.constantFrom<0 | 1 | 2 | 3>(0, 1, 2, 3);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const moment = fc
  .integer({ min: 0, max: 7 * 24 * 4 })
  .map((quarters) => new Date(NOON.getTime() + (quarters * HOUR) / 4));
const flags = fc
  .subarray([...FLAG_NAMES])
  .map((raised) => Object.fromEntries(FLAG_NAMES.map((name) => [name, raised.includes(name)])) as unknown as Flags);

const reading = fc
  .record({
    category: fc.constantFrom(...CATEGORIES),
    complaint: fc.boolean(),
    heat: level,
    substance: level,
    urgency: fc.constantFrom(...URGENCIES),
    flags: fc.oneof(flags, fc.constant(aReading().flags)),
    missing: fc.subarray([...FACT_KINDS]),
  })
  .map(aReading);
const ticket = fc.record({ status: fc.constantFrom(...TICKET_STATUSES) }).map((given) => aTicket(given));
const code = fc.record({
  code: fc.constant("000000000"),
  alone: fc.boolean(),
  valid: fc.constant(true),
  ticket: maybe(fc.record({ status: fc.constantFrom(...TICKET_STATUSES), nextWordBy: maybe(moment) })),
});

/** Anything the desk may meet, as far as its parts can go together. */
const situations: fc.Arbitrary<Situation> = fc
  .record({
    now: moment,
    settings: fc.constantFrom(OFFICE, { ...OFFICE, hours: null }, { ...OFFICE, hours: {} }),
    state: fc.constantFrom(...OWNER_STATES),
    botHelps: fc.boolean(),
    promisedAt: maybe(moment),
    reading,
    ticket: maybe(ticket),
    codes: fc.array(code, { maxLength: 2, size: "small" }),
    wrongCodes: fc.nat({ max: 6 }),
    answers: fc.record({ yes: fc.boolean(), no: fc.boolean(), smalltalk: fc.boolean() }),
    onlyAttachments: fc.boolean(),
    introduced: fc.boolean(),
    hotTurns: fc.nat({ max: 4 }),
    failedAnswers: fc.nat({ max: 4 }),
    mutedUntil: maybe(moment),
    closedNoticeFor: maybe(moment),
    personOffered: fc.boolean(),
    repeats: fc.integer({ min: 1, max: 15 }),
    turnsThisHour: fc.nat({ max: 300 }),
    lastAgentId: maybe(fc.constant("sara")),
  })
  .map(({ state, botHelps, promisedAt, ...rest }) => {
    const agentId = state === "human" || state === "human_idle" ? "sara" : null;
    return aSituation({ ...rest, owner: { state, agentId, botHelps: state === "queued" && botHelps, promisedAt } });
  });

const holds = (law: (situation: Situation, decision: Decision) => void) =>
  fc.assert(
    fc.property(situations, (situation) => {
      law(situation, decide(situation));
    }),
    { numRuns: 2_000 },
  );

describe("whatever the situation", () => {
  it("the same one always gives the same decision, and is left as it was", () => {
    holds((situation, decision) => {
      const copy = structuredClone(situation);
      expect(decide(copy)).toEqual(decision);
      expect(copy).toEqual(situation);
    });
  });

  it("where a person owns the conversation, nothing is done but a status, a clock and how urgent it is, until a solved ticket is answered", () => {
    holds((situation, { effects }) => {
      const person = situation.owner.state === "human" || situation.owner.state === "human_idle";
      if (!person || situation.ticket?.status === "resolved") return;
      for (const effect of effects) {
        expect(["notify", "start_owner_clock", "count_wrong_codes", "raise_ticket"]).toContain(effect.kind);
        if (effect.kind === "notify") expect(effect.notice.name).toMatch(/^status/);
      }
    });
  });

  it("every change of owner is legal, one after another, and tells the customer or has a reason not to", () => {
    holds((situation, { effects }) => {
      let owner: Owner = situation.owner;
      for (const effect of effects) {
        if (effect.kind !== "change_owner") continue;
        const moved = transition(owner, effect.event, isOpen(situation.now, situation.settings));
        expect(moved.ok).toBe(true);
        if (!moved.ok || moved.value === null) continue;
        const { to, agentId, botHelps, telling } = moved.value;
        owner = { state: to, agentId, botHelps };
        // The one silence a notice may fall into: the customer was told of this very closed period before.
        if ("notice" in telling && telling.notice !== "desk-closed") expect(effect.notice).not.toBeNull();
      }
    });
  });

  it("a hand-off ends with a person or the queue in charge", () => {
    holds((situation, { kind, effects }) => {
      if (kind !== "hand_off") return;
      let owner: Owner = situation.owner;
      for (const effect of effects) {
        if (effect.kind !== "change_owner") continue;
        const moved = transition(owner, effect.event, isOpen(situation.now, situation.settings));
        if (moved.ok && moved.value) owner = { ...moved.value, state: moved.value.to };
      }
      expect(["queued", "human"]).toContain(owner.state);
    });
  });

  it("danger, law and a wish for a person are never merely answered by the bot", () => {
    holds((situation, { effects }) => {
      const { crisis, safety, legalThreat, fraudPrivacy, humanRequest } = situation.reading.flags;
      if (!crisis && !safety && !legalThreat && !fraudPrivacy && !humanRequest) return;
      // In the queue without a ticket there is no code to repeat: a person is on the way already.
      if (situation.owner.state === "queued" && situation.ticket === null) return;
      expect(effects.map((effect) => effect.kind)).not.toContain("reply");
    });
  });

  it("a known code is answered, whoever owns the conversation, unless something more urgent is", () => {
    holds((situation, decision) => {
      if (!situation.codes.some((asked) => asked.ticket !== null) || situation.ticket?.status === "resolved") return;
      expect(["status", "hand_off"]).toContain(decision.kind);
    });
  });

  it("one ticket at most is opened, and none where there is one", () => {
    holds((situation, { effects }) => {
      const opened = effects.filter((effect) => effect.kind === "open_ticket");
      expect(opened.length).toBeLessThanOrEqual(situation.ticket ? 0 : 1);
    });
  });

  it("the customer gets one answer at most, besides statuses and the word that the desk has closed", () => {
    holds((_situation, { effects }) => {
      const answers = effects.filter(
        (effect) =>
          effect.kind === "reply" ||
          (effect.kind === "change_owner" && effect.notice !== null && effect.notice.name !== "desk-closed"),
      );
      expect(answers.length).toBeLessThanOrEqual(1);
    });
  });
});
