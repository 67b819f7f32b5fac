import { describe, expect, it } from "vitest";
import type { InboxItem } from "../../src/console/api/types.ts";
import { isDangerous, reasonsOf } from "../../src/console/queue/reasons.ts";

/** A calm conversation with the bot, about nothing in particular. */
const CALM: InboxItem = {
  id: "1",
  channel: "web",
  state: "bot",
  epoch: 1,
  episode: 1,
  lastSequence: 1,
  owner: { kind: "bot", agentId: null, reason: "released", since: "", botHelps: false, promisedAt: null },
  contact: { id: "1", name: "", vip: false },
  language: "fa",
  ticket: null,
  can: { files: false, quote: false, edit: false, react: false },
  window: null,
  createdAt: "",
  lastMessageAt: "",
  preview: "",
  previewSequence: 0,
  heat: 0,
  substance: 0,
  category: null,
  orderId: null,
  flags: [],
  urgency: "normal",
  reason: null,
  dueAt: null,
  dueKind: null,
};

const said = (given: Partial<InboxItem>) =>
  reasonsOf({ ...CALM, ...given }).map(({ family, value, tone }) => `${family}.${value} ${tone}`);

describe("why a conversation stands where it stands", () => {
  it("is not said of one that is calm", () => {
    expect(said({})).toEqual([]);
    expect(said({ category: "other" })).toEqual([]);
  });

  it("begins with danger, then heat, then why it waits, and says three things at most", () => {
    const everything = {
      state: "queued",
      flags: ["humanRequest", "legalThreat"],
      heat: 3,
      reason: "asked_for_human",
      category: "delivery",
      orderId: "#48217",
    } as const;
    expect(said(everything)).toEqual(["flag.legalThreat danger", "heat.3 hot", "because.asked_for_human plain"]);
    expect(said({ ...everything, flags: [], heat: 0 })).toEqual([
      "because.asked_for_human plain",
      "category.delivery soft",
      "order.#48217 plain",
    ]);
  });

  it("names every danger, the gravest first, whatever order they come in", () => {
    expect(said({ flags: ["fraudPrivacy", "safety", "crisis"], heat: 3 })).toEqual([
      "flag.crisis danger",
      "flag.safety danger",
      "flag.fraudPrivacy danger",
    ]);
  });

  it("is to be looked at first where a life or its safety is at stake, however calm the rest is", () => {
    const looked = (given: Partial<InboxItem>) => isDangerous({ ...CALM, ...given });
    expect([looked({ flags: ["crisis"] }), looked({ flags: ["safety"] }), looked({ urgency: "critical" })]).toEqual([
      true,
      true,
      true,
    ]);
    expect([looked({ flags: ["legalThreat"], heat: 3 }), looked({})]).toEqual([false, false]);
  });

  it("warms with the heat", () => {
    expect([1, 2, 3].flatMap((heat) => said({ heat }))).toEqual(["heat.1 plain", "heat.2 warm", "heat.3 hot"]);
  });

  it("tells why it waits only while it waits, and only what the other words do not", () => {
    expect(said({ state: "human", reason: "asked_for_human" })).toEqual([]);
    expect(said({ state: "queued", reason: "legal_threat" })).toEqual([]);
    expect(said({ state: "human_idle", reason: "agent_away" })).toEqual(["because.agent_away plain"]);
  });
});
