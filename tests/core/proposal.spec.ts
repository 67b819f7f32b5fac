import { describe, expect, it } from "vitest";
import { decide } from "../../src/core/decide.ts";
import { outcomeOf, propose } from "../../src/core/proposal.ts";
import { NO_FLAGS } from "../../src/core/reading.ts";
import { aSituation, aTicket } from "./situation.ts";

const offered = (given: Parameters<typeof aSituation>[0]) => {
  const s = aSituation(given);
  return propose(s, decide(s));
};
const human = { state: "human", agentId: "sara" } as const;

describe("a proposal", () => {
  it("is for the person who answers: none where the bot does", () => {
    expect(offered({})).toBeNull();
    expect(offered({ owner: { state: "queued", botHelps: true } })).toBeNull();
    expect(offered({ owner: human })).not.toBeNull();
    expect(offered({ owner: { state: "queued" } })).not.toBeNull();
    expect(offered({ reading: { flags: { ...NO_FLAGS, humanRequest: true } } })).not.toBeNull();
  });

  it("goes by the gravest of the episode, whatever was said last: no words of ours, and what was grave first", () => {
    const thanks = { complaint: false, category: "other", substance: 0, summary: "Bye." } as const;
    const before = {
      owner: human,
      reading: thanks,
      answers: { smalltalk: true },
      ticket: aTicket({ summary: "Late." }),
    };
    expect(offered({ ...before, graveBefore: { flag: "safety", summary: "It burnt my child." } })).toEqual({
      plan: null,
      summary: "It burnt my child.\nLate.\nBye.",
      nextAction: "grave.safety",
    });
    const crisis = { ...thanks, flags: { ...NO_FLAGS, crisis: true } };
    for (const flag of ["crisis", "fraudPrivacy"] as const) {
      const now = offered({ ...before, reading: crisis, graveBefore: { flag, summary: "Before." } });
      expect(now).toMatchObject({ summary: "Bye.\nLate.", nextAction: "grave.crisis" });
    }
  });

  it("says what a person would say: no introduction, no code, no offer of another person", () => {
    const plan = offered({ owner: human, reading: { heat: 2 } })?.plan;
    expect(plan).toMatchObject({ introduce: false, code: null, offerPerson: false, purpose: "complaint" });
  });

  it.each([
    ["grave.safety", { reading: { flags: { ...NO_FLAGS, safety: true } } }],
    ["look-at-files", { onlyAttachments: true }],
    ["ask.order_id", { reading: { missing: ["order_id"] } }],
    ["keep-promise", { nextWordBy: new Date("2026-11-22T11:00:00Z"), ticket: aTicket() }],
    ["close", { ticket: aTicket({ status: "resolved" }), answers: { yes: true } }],
    ["thank", { reading: { complaint: false, category: "other", substance: 0 }, answers: { smalltalk: true } }],
    ["answer", { reading: { complaint: false, category: "info_request", substance: 1 } }],
    ["find-out", { reading: { complaint: false, category: "other", substance: 0 } }],
    ["look-into", {}],
  ] as const)("names the next thing to do: %s", (action, given) => {
    const s = aSituation({ owner: human, ...given } as Parameters<typeof aSituation>[0]);
    const none = { kind: "none", rule: "person-owns", reasons: [], effects: [] } as const;
    expect(propose(s, none)?.nextAction).toBe(action);
  });

  it("takes up the case of a customer who only asks for a person, with what they told before", () => {
    const flags = { ...NO_FLAGS, humanRequest: true };
    const order = { kind: "order_id", value: "#48217", quote: "#48217", confidence: 1 } as const;
    const asks = {
      reading: { complaint: false, category: "other", substance: 0, flags },
      knownFacts: [order],
    } as const;
    expect(offered({ ...asks, ticket: aTicket() })?.plan).toMatchObject({
      purpose: "complaint",
      category: "delivery",
      orderIds: ["#48217"],
    });
    expect(offered(asks)?.plan).toMatchObject({ purpose: "unclear" });
  });

  it("sums up what the case was opened for and what was said last, once each", () => {
    const ticket = aTicket({ summary: "The parcel is late." });
    expect(offered({ owner: human, ticket, reading: { summary: "It came broken." } })?.summary).toBe(
      "The parcel is late.\nIt came broken.",
    );
    expect(offered({ owner: human, ticket, reading: { summary: ticket.summary } })?.summary).toBe(ticket.summary);
  });
});

describe("what an agent sent, beside what was proposed", () => {
  const proposed = "We have noted order #48217 and you will hear from us today at 17:00.";
  it.each([
    ["sent", proposed],
    ["sent", "We have noted order #48217, and you will hear from us today at ۱۷:۰۰!"],
    ["edited", "Sara here. We have noted order #48217 and you will hear from us today at 19:00, I promise."],
    ["rejected", "Could you tell me where you live?"],
    ["rejected", "today will hear us from you and #48217 noted"],
    ["rejected", ""],
  ])("is %s: %s", (outcome, sent) => {
    expect(outcomeOf(proposed, sent)).toBe(outcome);
  });

  it("is another thing where nothing was proposed", () => {
    expect(outcomeOf("", "Hello")).toBe("rejected");
  });
});
