import { describe, expect, it } from "vitest";
import { decide } from "../../src/core/decide.ts";
import type { Situation } from "../../src/core/decision.ts";
import { handOffBlindly } from "../../src/core/fallback.ts";
import { OWNER_STATES } from "../../src/core/ownership.ts";
import { type FlagName, NO_FLAGS } from "../../src/core/reading.ts";
import { type Notice, TALKS } from "../../src/core/reply.ts";
import type { Priority } from "../../src/core/ticket.ts";
import { aPlaybook, aSituation, aTicket, FRESH_CODE, NOON, OFFICE, TICKET_CODE } from "./situation.ts";

/** Thursday night in Tehran: the desk opens on Saturday at eight. */
const CLOSED = new Date("2026-11-26T18:00:00Z");
const OPENS = new Date("2026-11-28T04:30:00Z");

const flags = (...names: readonly FlagName[]) => ({
  ...NO_FLAGS,
  ...Object.fromEntries(names.map((name) => [name, true])),
});
const notices = (situation: Situation): readonly (Notice | null)[] =>
  decide(situation).effects.flatMap((effect) =>
    effect.kind === "notify" || effect.kind === "change_owner" ? [effect.notice] : [],
  );
const kinds = (situation: Situation) => decide(situation).effects.map((effect) => effect.kind);
const plan = (situation: Situation) => decide(situation).effects.find((effect) => effect.kind === "reply")?.plan;

const EMPTY_HEAT = { heat: 3, substance: 0, complaint: false, category: "abuse" } as const;
const UNCLEAR = { substance: 0, complaint: false, category: "other" } as const;
const KNOWN = { code: TICKET_CODE, alone: true, valid: true, ticket: { status: "open", nextWordBy: null } } as const;
const UNKNOWN = { code: FRESH_CODE, alone: true, valid: true, ticket: null } as const;

describe("the rules in their order", () => {
  const CASES: readonly [rule: string, Parameters<typeof aSituation>[0]][] = [
    ["complaint", {}],
    ["question", { reading: { complaint: false, category: "info_request", substance: 1 } }],
    ["praise", { reading: { complaint: false, category: "praise" } }],
    ["smalltalk", { reading: UNCLEAR, answers: { smalltalk: true } }],
    ["unclear", { reading: UNCLEAR }],
    ["only-attachments", { onlyAttachments: true, reading: UNCLEAR }],
    ["hot-and-empty", { reading: EMPTY_HEAT }],
    ["cool-down", { reading: EMPTY_HEAT, hotTurns: 2 }],
    ["muted", { reading: EMPTY_HEAT, mutedUntil: new Date(NOON.getTime() + 60_000) }],
    ["loop-guard", { repeats: 12 }],
    ["loop-guard", { turnsThisHour: 240 }],
    ["crisis", { reading: { flags: flags("crisis", "safety", "legalThreat", "fraudPrivacy", "humanRequest") } }],
    ["risk-to-person", { reading: { flags: flags("safety", "legalThreat", "fraudPrivacy", "humanRequest") } }],
    ["legal-threat", { reading: { flags: flags("legalThreat", "fraudPrivacy", "humanRequest") } }],
    ["fraud-or-privacy", { reading: { flags: flags("fraudPrivacy", "humanRequest") } }],
    ["asks-for-human", { reading: { flags: flags("humanRequest"), heat: 3 }, hotTurns: 1 }],
    ["accepts-a-person", { reading: UNCLEAR, answers: { yes: true }, personOffered: true }],
    ["second-hot-message", { reading: { heat: 2 }, hotTurns: 1 }],
    ["third-failed-answer", { reading: UNCLEAR, failedAnswers: 2 }],
    ["queue-owns", { owner: { state: "queued" }, ticket: aTicket() }],
    ["person-owns", { owner: { state: "human", agentId: "sara" } }],
    ["customer-confirms", { ticket: aTicket({ status: "resolved" }), answers: { yes: true } }],
    ["customer-reopens", { ticket: aTicket({ status: "resolved" }), answers: { no: true } }],
    ["status-by-code", { codes: [KNOWN] }],
  ];

  it.each(CASES)("%s", (rule, given) => {
    expect(decide(aSituation(given)).rule).toBe(rule);
  });

  it("put danger before a mute, a loop, a boundary and files that nobody looks at", () => {
    const given = { mutedUntil: new Date(NOON.getTime() + 60_000), repeats: 99, onlyAttachments: true };
    const reading = { ...EMPTY_HEAT, flags: flags("crisis") } as const;
    expect(decide(aSituation({ ...given, reading })).rule).toBe("crisis");
  });
});

describe("a tracking code", () => {
  it.each(OWNER_STATES)("is answered with the status while the owner is %s, by a notice of the system", (state) => {
    const asks = aSituation({ owner: { state }, codes: [KNOWN], ticket: aTicket() });
    expect(decide(asks)).toMatchObject({ kind: "status", rule: "status-by-code" });
    expect(notices(asks)).toContainEqual({ name: "status", code: TICKET_CODE, status: "open", time: null });
  });

  it.each(["queued", "human", "human_idle"] as const)("gets through hot words too while the owner is %s", (state) => {
    const asks = aSituation({ owner: { state }, codes: [KNOWN], ticket: aTicket(), reading: { heat: 3 }, hotTurns: 2 });
    expect(decide(asks).rule).toBe("status-by-code");
  });

  it("gets through a mute", () => {
    const mutedUntil = new Date(NOON.getTime() + 60_000);
    expect(decide(aSituation({ mutedUntil, codes: [KNOWN], reading: EMPTY_HEAT })).rule).toBe("status-by-code");
  });

  it("waits behind a danger in the same words", () => {
    const asks = aSituation({ codes: [KNOWN], reading: { flags: flags("safety") } });
    expect(decide(asks).rule).toBe("risk-to-person");
  });

  it("that is unknown is counted and said to be unknown; five in an hour end the guessing, for right ones too", () => {
    const guess = aSituation({ codes: [UNKNOWN], wrongCodes: 4 });
    expect(decide(guess).effects).toEqual([
      { kind: "count_wrong_codes", wrong: 1 },
      { kind: "notify", notice: { name: "status-unknown" } },
    ]);
    expect(notices(aSituation({ codes: [KNOWN], wrongCodes: 5 }))).toEqual([{ name: "status-limited" }]);
  });

  it("is not seen in a sentence's nine digits that are no code of ours", () => {
    expect(decide(aSituation({ codes: [{ ...UNKNOWN, alone: false }] })).rule).toBe("complaint");
  });

  it("starts the clock of the person who owns the conversation", () => {
    expect(kinds(aSituation({ owner: { state: "human" }, codes: [KNOWN] }))).toEqual(["notify", "start_owner_clock"]);
  });
});

describe("a hand-off", () => {
  const asks = { reading: { flags: flags("humanRequest") } } as const;

  it("opens a ticket, gives its code and the time of the first human answer", () => {
    expect(decide(aSituation(asks)).effects.slice(0, 2)).toMatchObject([
      { kind: "open_ticket", code: FRESH_CODE },
      {
        kind: "change_owner",
        event: { kind: "hand_off", reason: "asked_for_human" },
        notice: { name: "queued", code: FRESH_CODE, time: "2026-11-22T10:30:00.000Z" },
        promisedAt: new Date("2026-11-22T10:30:00Z"),
      },
    ]);
  });

  it("keeps the ticket there is", () => {
    const situation = aSituation({ ...asks, ticket: aTicket() });
    expect(kinds(situation)).not.toContain("open_ticket");
    expect(notices(situation)).toMatchObject([{ name: "queued", code: TICKET_CODE }]);
  });

  it("says when the desk opens while it is closed, and remembers that it said so", () => {
    const situation = aSituation({ ...asks, now: CLOSED });
    expect(notices(situation)).toMatchObject([{ name: "queued-closed", opens: OPENS.toISOString() }]);
    expect(decide(situation).effects.at(-1)).toEqual({ kind: "remember_closed_notice", until: OPENS });
    expect(decide(situation).effects).toContainEqual(
      expect.objectContaining({ kind: "change_owner", promisedAt: new Date("2026-11-28T05:00:00Z") }),
    );
  });

  it("names every order of the turn as the customer wrote it, each once", () => {
    const fact = { kind: "order_id", value: "#48217", quote: "#48217", confidence: 1 } as const;
    const situation = aSituation({ reading: { flags: flags("humanRequest"), facts: [fact, fact] } });
    expect(notices(situation)).toMatchObject([{ orders: ["#48217"] }]);
  });

  it("gives danger the highest priority and law a high one", () => {
    const priority = (name: FlagName) => {
      const opened = decide(aSituation({ reading: { flags: flags(name) } })).effects[0];
      return opened?.kind === "open_ticket" && opened.draft.priority;
    };
    expect([priority("crisis"), priority("safety"), priority("legalThreat"), priority("humanRequest")]).toEqual([
      "critical",
      "critical",
      "high",
      "normal",
    ]);
  });

  it.each(OWNER_STATES)("makes a case that is open as urgent as one opened for it, while the owner is %s", (state) => {
    const raises = (flag: FlagName, priority: Priority) =>
      decide(
        aSituation({
          owner: { state, agentId: "sara" },
          ticket: aTicket({ priority }),
          reading: { flags: flags(flag) },
        }),
      ).effects.filter(({ kind }) => kind === "raise_ticket");
    expect(raises("crisis", "normal")).toEqual([{ kind: "raise_ticket", priority: "critical" }]);
    expect(raises("fraudPrivacy", "low")).toEqual([{ kind: "raise_ticket", priority: "high" }]);
    expect([raises("legalThreat", "critical"), raises("churnRisk", "low")]).toEqual([[], []]);
  });

  it("repeats the promised time to whoever presses in the queue, and gives no second place in it", () => {
    const promisedAt = new Date("2026-11-22T10:20:00Z");
    const pressing = aSituation({ ...asks, owner: { state: "queued", promisedAt }, ticket: aTicket() });
    expect(kinds(pressing)).toEqual(["notify"]);
    expect(notices(pressing)).toMatchObject([{ name: "queued", time: promisedAt.toISOString() }]);
  });
});

describe("heat", () => {
  it("with something to act on is answered with the offer of a person, and counted", () => {
    const first = aSituation({ reading: { heat: 2 } });
    expect(plan(first)).toMatchObject({ purpose: "complaint", offerPerson: true });
    expect(decide(first).effects).toContainEqual({ kind: "remember_mood", hotTurns: 1, failedAnswers: 0 });
  });

  it("counts in a row: a calm turn starts again", () => {
    expect(decide(aSituation({ hotTurns: 1 })).effects).toContainEqual({
      kind: "remember_mood",
      hotTurns: 0,
      failedAnswers: 0,
    });
  });

  it("with nothing to act on meets a boundary, and at the third time a mute that ends", () => {
    expect(plan(aSituation({ reading: EMPTY_HEAT }))).toMatchObject({ purpose: "boundary" });
    const third = decide(aSituation({ reading: EMPTY_HEAT, hotTurns: 2 }));
    expect(third.effects.at(-1)).toEqual({ kind: "mute", until: new Date(NOON.getTime() + 15 * 60_000) });
    const later = aSituation({ reading: EMPTY_HEAT, hotTurns: 3, mutedUntil: NOON });
    expect(decide(later).kind).toBe("boundary");
  });

  it("does not mute an actionable complaint", () => {
    const mutedUntil = new Date(NOON.getTime() + 60_000);
    expect(decide(aSituation({ mutedUntil })).rule).toBe("complaint");
  });
});

describe("the queue", () => {
  it("is silent while somebody is on shift", () => {
    expect(decide(aSituation({ owner: { state: "queued" }, ticket: aTicket() }))).toMatchObject({ effects: [] });
  });

  it("is helped by the bot after closing time, which says so once per closed period", () => {
    const waits = { now: CLOSED, owner: { state: "queued" }, ticket: aTicket() } as const;
    expect(notices(aSituation(waits))).toEqual([{ name: "desk-closed", opens: OPENS.toISOString() }]);
    expect(notices(aSituation({ ...waits, closedNoticeFor: OPENS }))).toEqual([null]);
  });

  it("lets the helping bot answer", () => {
    const helped = aSituation({ now: CLOSED, owner: { state: "queued", botHelps: true }, ticket: aTicket() });
    expect(decide(helped).rule).toBe("complaint");
  });
});

describe("a ticket an agent holds solved", () => {
  const resolved = { owner: { state: "human", agentId: "sara" }, ticket: aTicket({ status: "resolved" }) } as const;

  it("is closed by the customer's yes alone", () => {
    expect(decide(aSituation({ ...resolved, answers: { yes: true } })).effects).toMatchObject([
      { kind: "set_ticket_status", status: "closed", closedAs: "confirmed" },
      { kind: "change_owner", event: { kind: "confirmed" }, notice: { name: "confirmed", code: TICKET_CODE } },
    ]);
  });

  it("opens again by a no: to the last person while the desk is open, else to the queue", () => {
    const no = { ...resolved, answers: { no: true }, lastAgentId: "sara" };
    const event = (situation: Situation) => decide(situation).effects[1];
    expect(event(aSituation(no))).toMatchObject({ event: { kind: "reopened", agentId: "sara" } });
    expect(event(aSituation({ ...no, now: CLOSED }))).toMatchObject({ event: { kind: "reopened", agentId: null } });
  });

  it.each(["crisis", "safety", "legalThreat", "fraudPrivacy", "humanRequest"] as const)(
    "is not closed by a yes beside %s",
    (flag) => {
      const both = aSituation({
        ...resolved,
        answers: { yes: true },
        reading: { complaint: false, flags: flags(flag) },
      });
      expect(decide(both).rule).toBe("customer-reopens");
    },
  );
});

describe("a customer who says unasked that it is over", () => {
  const over = {
    ticket: aTicket(),
    answers: { settled: "solved", asks: false },
    reading: { complaint: false, heat: 0 },
  } as const;

  it("closes the case as confirmed, in the queue too", () => {
    for (const state of ["bot", "queued"] as const) {
      const decided = decide(aSituation({ ...over, owner: { state } }));
      expect(decided).toMatchObject({ rule: "customer-settles", kind: "answer" });
      expect(decided.effects).toContainEqual({ kind: "set_ticket_status", status: "closed", closedAs: "confirmed" });
    }
  });

  it.each<[string, Parameters<typeof aSituation>[0]]>([
    ["without a case", { ...over, ticket: null }],
    ["with a complaint beside it", { ...over, reading: { complaint: true } }],
    ["in anger", { ...over, reading: { complaint: false, heat: 2 } }],
    ["with a danger beside it", { ...over, reading: { complaint: false, flags: flags("safety") } }],
    ["after a danger", { ...over, ticket: aTicket({ priority: "critical" }) }],
    ["while a person speaks", { ...over, owner: { state: "human", agentId: "a" } }],
  ])("closes nothing %s", (_name, given) => {
    expect(decide(aSituation(given)).rule).not.toBe("customer-settles");
  });
});

describe("in an open case", () => {
  const delivery = { ticket: aTicket({ category: "delivery" }), answers: { asks: false } } as const;
  const about = (reading: Partial<Situation["reading"]>, ticket = delivery.ticket) =>
    plan(aSituation({ ...delivery, ticket, reading }))?.category;

  it("what sounds like another problem, and names none plainly, is said of the case", () => {
    expect(about({ category: "payment_billing", substance: 1, confidence: 0.9, heat: 1 })).toBe("delivery");
    expect(about({ category: "staff_behaviour", substance: 2, confidence: 0.6 })).toBe("delivery");
    expect(about({ category: "info_request", substance: 2, confidence: 0.9 })).toBe("delivery");
  });

  it("anger that asks nothing is answered with the case, not as a question", () => {
    const angry = { complaint: false, category: "abuse", heat: 3, substance: 1 } as const;
    expect(plan(aSituation({ ...delivery, answers: { asks: true }, reading: angry }))?.purpose).toBe("complaint");
  });

  it("another problem plainly told is another matter", () => {
    expect(about({ category: "staff_behaviour", substance: 2, confidence: 0.9 })).toBe("staff_behaviour");
    expect(about({ category: "payment_billing", substance: 1, confidence: 0.5 }, aTicket({ category: "other" }))).toBe(
      "payment_billing",
    );
  });

  it("it is asked what the case needs, not what the words sound like", () => {
    const playbooks = { delivery: aPlaybook({ category: "delivery", ask: ["order_id"] }) };
    const reading = { category: "payment_billing", substance: 1, missing: ["amount"] } as const;
    expect(plan(aSituation({ ...delivery, playbooks, reading }))?.ask).toBe("order_id");
  });
});

describe("an ordinary answer", () => {
  it("opens a ticket for a complaint, promises the next word and gives the code", () => {
    const first = aSituation();
    expect(kinds(first)).toEqual(["open_ticket", "reply", "promise"]);
    expect(plan(first)).toMatchObject({ code: FRESH_CODE, introduce: true, nextStepBy: "2026-11-23T06:00:00.000Z" });
  });

  it("opens none for a greeting, praise or a question", () => {
    for (const category of ["praise", "info_request"] as const)
      expect(kinds(aSituation({ reading: { complaint: false, category } }))).not.toContain("open_ticket");
    expect(kinds(aSituation({ reading: UNCLEAR, answers: { smalltalk: true } }))).not.toContain("open_ticket");
  });

  it("opens one for a calm wish to cancel or send back, and answers who only asks how that goes", () => {
    for (const category of ["cancellation", "refund_return"] as const) {
      const calm = { complaint: false, sentiment: "neutral", category } as const;
      expect(kinds(aSituation({ reading: calm, answers: { asks: false } }))).toContain("open_ticket");
      const asking = aSituation({ reading: calm, answers: { asks: true } });
      expect(kinds(asking)).not.toContain("open_ticket");
      expect(plan(asking)?.purpose).toBe("question");
      const guess = { ...calm, confidence: 0.55, candidates: [{ category, confidence: 0.55 }] };
      expect(kinds(aSituation({ reading: guess, answers: { asks: false } }))).not.toContain("open_ticket");
    }
  });

  it("answers a question asked in the middle of a case, unless it is about the case's order", () => {
    const passage = { articleId: 1, paragraph: 1, title: "Returns", text: "…", score: 0.9, answers: true };
    const midway = (fact: { kind: "product" | "order_id"; value: string }) =>
      aSituation({
        ticket: aTicket(),
        grounds: { passages: [passage], lookups: [] },
        answers: { asks: true },
        reading: { complaint: false, facts: [{ ...fact, quote: fact.value, confidence: 0.9 }] },
      });
    expect(plan(midway({ kind: "product", value: "سشوار" }))).toMatchObject({ purpose: "question", answer: passage });
    expect(plan(midway({ kind: "order_id", value: "48217" }))?.purpose).toBe("complaint");
  });

  it("answers a question that its article lists, unless it tells of something that went wrong", () => {
    const passage = { articleId: 1, paragraph: 1, title: "Returns", text: "…", score: 1, answers: true };
    const listed = (reading: Partial<Situation["reading"]>, given: Partial<Situation> = {}) =>
      plan(
        aSituation({
          grounds: { passages: [{ ...passage, listed: true }], lookups: [] },
          answers: { asks: false },
          ...given,
          reading,
        }),
      );
    const heading = { substance: 1, redacted: "Reset password" } as const;
    const wish = { complaint: false, category: "cancellation", redacted: "Cancel my membership, would you" } as const;
    for (const reading of [heading, wish]) {
      expect(listed(reading)).toMatchObject({ purpose: "question", code: null, nextStepBy: null });
    }
    expect(listed({ ...heading, substance: 2 })?.purpose).toBe("complaint");
    expect(listed({ ...heading, redacted: "I received something else" })?.purpose).toBe("complaint");
    expect(listed(heading, { ticket: aTicket() })?.purpose).toBe("complaint");
    const order = { kind: "order_id", value: "48217", quote: "48217", confidence: 0.9 } as const;
    expect(listed({ ...wish, facts: [order] })?.purpose).toBe("complaint");
    const near = aSituation({
      grounds: { passages: [passage], lookups: [] },
      reading: heading,
      answers: { asks: false },
    });
    expect(plan(near)?.purpose).toBe("complaint");
  });

  it("promises the next word in the time of the category's playbook, where it has one", () => {
    const playbooks = { delivery: aPlaybook({ category: "delivery", nextWord: { normal: 30 } }) };
    expect(plan(aSituation({ playbooks }))?.nextStepBy).toBe("2026-11-22T10:30:00.000Z");
    expect(plan(aSituation({ playbooks, reading: { urgency: "high" } }))?.nextStepBy).toBe("2026-11-22T11:00:00.000Z");
  });

  it("names a ticket that was opened before anybody knew what about", () => {
    const named = (category: "other" | "refund_return", reading: Partial<Situation["reading"]>) =>
      decide(aSituation({ ticket: aTicket({ category }), reading })).effects.filter(
        ({ kind }) => kind === "name_ticket",
      );
    expect(named("other", { category: "delivery" })).toMatchObject([{ draft: { category: "delivery" } }]);
    expect(named("other", { complaint: false, category: "info_request" })).toEqual([]);
    expect(named("other", { category: "other" })).toEqual([]);
    expect(named("refund_return", { category: "delivery" })).toEqual([]);
  });

  it("keeps a running promise instead of making another", () => {
    const nextWordBy = new Date("2026-11-22T11:00:00Z");
    const goesOn = aSituation({ ticket: aTicket(), nextWordBy });
    expect(kinds(goesOn)).not.toContain("promise");
    expect(plan(goesOn)).toMatchObject({ nextStepBy: nextWordBy.toISOString(), code: null, ticketIsNew: false });
  });

  it("asks one missing thing at most: nothing known, nothing just asked", () => {
    const known = { kind: "order_id", value: "48217", quote: "48217", confidence: 1 } as const;
    const missing = ["order_id", "date", "place"] as const;
    const asks = aSituation({ reading: { missing }, knownFacts: [known], asked: ["date"] });
    expect(plan(asks)?.ask).toBe("place");
    expect(decide(asks)).toMatchObject({ kind: "ask", reasons: ["asked place"] });
  });

  it("withdraws a draft that waits for review first", () => {
    const wrote = decide(aSituation({ owner: { state: "bot_review" } }));
    expect(wrote.effects[0]).toEqual({
      kind: "change_owner",
      event: { kind: "customer_wrote" },
      notice: null,
      promisedAt: null,
    });
  });
});

describe("when deciding itself fails", () => {
  it("a person is asked, with a ticket and a time", () => {
    expect(handOffBlindly(aSituation({ settings: OFFICE })).effects).toMatchObject([
      { kind: "open_ticket", code: FRESH_CODE },
      { kind: "change_owner", event: { kind: "hand_off" }, notice: { name: "queued", code: FRESH_CODE } },
    ]);
  });

  it.each(["queued", "human", "human_idle"] as const)("whoever owns it already keeps it: %s", (state) => {
    expect(handOffBlindly(aSituation({ owner: { state } })).effects).toEqual([]);
  });
});

describe("a matter that cannot be told", () => {
  const TORN = {
    complaint: false,
    substance: 1,
    category: "delivery",
    categorySecond: "payment_billing",
    confidence: 0.4,
    candidates: [
      { category: "delivery", confidence: 0.4 },
      { category: "payment_billing", confidence: 0.35 },
    ],
  } as const;

  it("is asked between the two likeliest, and guessed at not at all", () => {
    const torn = aSituation({ reading: TORN });
    expect(plan(torn)).toMatchObject({
      purpose: "unclear",
      between: ["delivery", "payment_billing"],
      nextStepBy: null,
    });
    expect(decide(torn)).toMatchObject({ kind: "ask", reasons: ["asked which matter"] });
  });

  it("is asked openly where it is likelier neither of the two that can be named", () => {
    const candidates = [
      { category: "other", confidence: 0.5 },
      { category: "delivery", confidence: 0.25 },
      { category: "payment_billing", confidence: 0.2 },
    ] as const;
    const vague = aSituation({ reading: { ...TORN, substance: 0, category: "other", candidates } });
    expect(plan(vague)).toMatchObject({ purpose: "unclear", between: [] });
  });

  it("goes to a person the second time", () => {
    const again = aSituation({ reading: TORN, asked: ["which matter"] });
    expect(decide(again)).toMatchObject({ kind: "hand_off", rule: "second-abstention" });
    expect(notices(again)).toMatchObject([{ reason: "abstained" }]);
  });

  it("is answered where the reading is sure, or complains", () => {
    expect(plan(aSituation({ reading: { ...TORN, confidence: 0.8 } }))?.between).toEqual([]);
    expect(plan(aSituation({ reading: { ...TORN, complaint: true } }))?.purpose).toBe("complaint");
  });
});

describe("what is said to us and not of a matter", () => {
  const SAID = { reading: { complaint: false, substance: 0, category: "info_request" } } as const;

  it.each(TALKS)("opens no case and promises nothing: %s", (talk) => {
    for (const ticket of [null, aTicket()]) {
      const situation = aSituation({ ...SAID, ticket, answers: { talk } });
      expect(decide(situation)).toMatchObject({ kind: "answer", rule: "smalltalk" });
      expect(decide(situation).effects.map(({ kind }) => kind)).toEqual(["reply"]);
      expect(plan(situation)).toMatchObject({
        purpose: "smalltalk",
        code: null,
        nextStepBy: null,
        talk: { kind: talk, caseOpen: ticket !== null },
      });
    }
  });

  it("asks who speaks here and not for a person, where it asks whether a machine answers", () => {
    const flagged = { ...SAID.reading, flags: flags("humanRequest") };
    expect(decide(aSituation({ reading: flagged, answers: { talk: "bot" } })).rule).toBe("smalltalk");
    expect(decide(aSituation({ reading: flagged })).rule).toBe("asks-for-human");
  });

  it("says again that a machine answers where that is asked, whoever was introduced before", () => {
    const asked = aSituation({ ...SAID, introduced: true, answers: { talk: "bot" } });
    expect(plan(asked)).toMatchObject({ introduce: true, offerPerson: false });
  });

  it("passes what answers a question of ours", () => {
    const yes = { talk: "noted", yes: true } as const;
    const order = { kind: "order_id", value: "48217", quote: "48217", confidence: 1 } as const;
    const confirmed = aSituation({ reading: { ...SAID.reading, facts: [order] }, ticket: aTicket(), answers: yes });
    expect(plan(confirmed)?.purpose).toBe("complaint");
    expect(plan(aSituation({ ...SAID, helpAsked: true, answers: yes }))).toMatchObject({ helped: true });
  });

  it("is unclear, with no promise, where nothing is there but a question mark", () => {
    const wordless = aSituation({ ...SAID, answers: { wordless: true } });
    expect(plan(wordless)).toMatchObject({ purpose: "unclear", nextStepBy: null });
  });

  it("tells once which languages we speak, where they write another", () => {
    const foreign = { ...SAID.reading, language: "other" } as const;
    expect(plan(aSituation({ reading: foreign }))?.languages).toBe(true);
    expect(plan(aSituation({ reading: foreign, introduced: true }))?.languages).toBe(false);
    expect(plan(aSituation({ reading: { ...foreign, language: "en" } }))?.languages).toBe(false);
  });
});
