import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  botMaySpeak,
  OWNER_STATES,
  type Owner,
  type OwnerState,
  type OwnershipEvent,
  type OwnershipEventKind,
  transition,
} from "../../src/core/ownership.ts";

const EVENTS: { readonly [K in OwnershipEventKind]: Extract<OwnershipEvent, { kind: K }> } = {
  hand_off: { kind: "hand_off", reason: "asked_for_human" },
  hold_for_review: { kind: "hold_for_review", reason: "abstained" },
  agent_message: { kind: "agent_message", agentId: "sara" },
  agent_took: { kind: "agent_took", agentId: "sara" },
  phone_echo: { kind: "phone_echo" },
  released: { kind: "released" },
  review_approved: { kind: "review_approved" },
  review_rejected: { kind: "review_rejected", takenBy: null },
  review_timeout: { kind: "review_timeout" },
  customer_wrote: { kind: "customer_wrote" },
  lease_expired: { kind: "lease_expired" },
  agent_away: { kind: "agent_away" },
  desk_opened: { kind: "desk_opened" },
  desk_closed: { kind: "desk_closed" },
  confirmed: { kind: "confirmed" },
  abandoned: { kind: "abandoned" },
  reopened: { kind: "reopened", agentId: null },
};

/** Where each event leads from bot, bot_review, queued, human (of another agent), human_idle; `-` is illegal, `=` changes nothing. */
const LEADS_TO: Readonly<Record<OwnershipEventKind, string>> = {
  hand_off: "        queued     queued -      -          -",
  hold_for_review: " bot_review -      -      -          -",
  agent_message: "   human      human  human  human      human",
  agent_took: "      human      human  human  human      human",
  phone_echo: "      human      human  human  =          human",
  released: "        -          bot    bot    bot        bot",
  review_approved: " -          bot    -      -          -",
  review_rejected: " -          queued -      -          -",
  review_timeout: "  -          queued -      -          -",
  customer_wrote: "  -          bot    -      -          -",
  lease_expired: "   -          -      -      human_idle -",
  agent_away: "      -          -      -      -          queued",
  desk_opened: "     -          -      =      -          -",
  desk_closed: "     -          -      queued -          -",
  confirmed: "       bot        bot    bot    bot        bot",
  abandoned: "       bot        bot    bot    bot        bot",
  reopened: "        queued     queued queued queued     queued",
};

const aPerson: Owner = { state: "human", agentId: "reza", botHelps: false };
const owner = (state: OwnerState, botHelps = false): Owner =>
  state === "human" || state === "human_idle" ? { ...aPerson, state } : { state, agentId: null, botHelps };

describe("every event in every state", () => {
  const cells = Object.entries(LEADS_TO).flatMap(([kind, row]) =>
    row
      .trim()
      .split(/\s+/)
      .map((to, column) => ({ kind: kind as OwnershipEventKind, from: OWNER_STATES[column] ?? "bot", to })),
  );

  it("is written down, once", () => {
    expect(cells).toHaveLength(Object.keys(EVENTS).length * OWNER_STATES.length);
  });

  it.each(cells)("$kind in $from: $to", ({ kind, from, to }) => {
    const moved = transition(owner(from), EVENTS[kind], true);
    if (to === "-")
      return expect(moved).toEqual({ ok: false, error: { code: "illegal_transition", from, event: kind } });
    expect(moved.ok && (moved.value === null ? "=" : moved.value.to)).toBe(to);
  });
});

describe("the moves in particular", () => {
  const move = (from: Owner, event: OwnershipEvent, deskOpen = true) => {
    const moved = transition(from, event, deskOpen);
    if (!moved.ok) throw new Error(`${event.kind} is illegal in ${from.state}`);
    return moved.value;
  };

  it("hands off to a bot that helps on while nobody is on shift, and to a silent queue while somebody is", () => {
    expect(move(owner("bot"), EVENTS.hand_off, false)).toMatchObject({ to: "queued", botHelps: true });
    expect(move(owner("bot"), EVENTS.hand_off, true)).toMatchObject({ to: "queued", botHelps: false });
  });

  it("ends the bot's help when the desk opens, without a word", () => {
    const opened = move(owner("queued", true), EVENTS.desk_opened);
    expect(opened).toMatchObject({ to: "queued", botHelps: false, telling: { silent: expect.any(String) } });
  });

  it("lets the bot help when the desk closes, and says when it opens", () => {
    const closed = move(owner("queued"), EVENTS.desk_closed, false);
    expect(closed).toMatchObject({ to: "queued", botHelps: true, telling: { notice: "desk-closed" } });
    expect(move(owner("queued", true), EVENTS.desk_closed, false)).toBeNull();
  });

  it("keeps the agent who speaks again, and passes to another agent who speaks", () => {
    expect(move(aPerson, { kind: "agent_message", agentId: "reza" })).toBeNull();
    expect(move(aPerson, { kind: "agent_took", agentId: "reza" })).toBeNull();
    expect(move(aPerson, { kind: "agent_message", agentId: "sara" })).toMatchObject({ to: "human", agentId: "sara" });
  });

  it("brings an idle agent back by their own word", () => {
    const back = move(owner("human_idle"), { kind: "agent_message", agentId: "reza" });
    expect(back).toMatchObject({ to: "human", agentId: "reza", clock: "meet human clocks" });
  });

  it("gives a rejected draft to the one who rejected it, if they take it", () => {
    const taken = move(owner("bot_review"), { kind: "review_rejected", takenBy: "sara" });
    expect(taken).toMatchObject({ to: "human", agentId: "sara" });
  });

  it("reopens with the last person if that one is on shift, else in the queue", () => {
    expect(move(owner("bot"), { kind: "reopened", agentId: "sara" })).toMatchObject({ to: "human", agentId: "sara" });
    expect(move(owner("bot"), { kind: "reopened", agentId: null }, false)).toMatchObject({
      to: "queued",
      botHelps: true,
    });
  });

  it("starts the clock of the first answer with a hand-off, and meets it by a word, not by a take", () => {
    expect(move(owner("bot"), EVENTS.hand_off)?.clock).toBe("start first_response");
    expect(move(owner("queued"), EVENTS.agent_took)?.clock).toBe("none");
    expect(move(owner("queued"), EVENTS.agent_message)?.clock).toBe("meet human clocks");
  });

  it("ends the episode by the customer's yes and by silence, and by nothing else", () => {
    const closing = Object.values(EVENTS).filter((event) => {
      const moved = transition(aPerson, event, true);
      return moved.ok && moved.value?.closesEpisode;
    });
    expect(closing.map((event) => event.kind)).toEqual(["confirmed", "abandoned"]);
  });

  it("records a hand-off under its own reason, and everything else under the event's name", () => {
    expect(move(owner("bot"), { kind: "hand_off", reason: "legal_threat" })?.reason).toBe("legal_threat");
    expect(move(aPerson, EVENTS.released)?.reason).toBe("released");
  });
});

describe("any sequence of events", () => {
  const agent = fc.constantFrom("reza", "sara", "lale");
  const events = fc.array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom<OwnershipEvent>(...Object.values(EVENTS)),
        agent.map((agentId): OwnershipEvent => ({ kind: "agent_message", agentId })),
        agent.map((agentId): OwnershipEvent => ({ kind: "reopened", agentId })),
        agent.map((takenBy): OwnershipEvent => ({ kind: "review_rejected", takenBy })),
      ),
      fc.boolean(),
    ),
    { maxLength: 60 },
  );

  /** Walks from the bot, telling of every step; an illegal event changes nothing. */
  function walk(
    steps: readonly (readonly [OwnershipEvent, boolean])[],
    tell: (step: {
      before: Owner;
      event: OwnershipEvent;
      deskOpen: boolean;
      after: Owner;
      told: string | null;
    }) => void,
  ): void {
    let before: Owner = owner("bot");
    for (const [event, deskOpen] of steps) {
      const moved = transition(before, event, deskOpen);
      if (!moved.ok || moved.value === null) continue;
      const { to, agentId, botHelps, telling } = moved.value;
      const after: Owner = { state: to, agentId, botHelps };
      tell({ before, event, deskOpen, after, told: "notice" in telling ? telling.notice : null });
      if (!("notice" in telling)) expect(telling.silent).not.toBe("");
      before = after;
    }
  }

  it("never puts a legal move where nothing changed: each raises the epoch for a reason", () => {
    fc.assert(
      fc.property(events, (steps) => {
        walk(steps, ({ before, event, after }) => {
          const ends = event.kind === "confirmed" || event.kind === "abandoned";
          if (!ends && event.kind !== "reopened") expect(after).not.toEqual(before);
        });
      }),
    );
  });

  it("ends with a person after a person's public word, whoever owned the conversation", () => {
    fc.assert(
      fc.property(events, agent, (steps, agentId) => {
        let last = owner("bot");
        walk(steps, ({ after }) => {
          last = after;
        });
        const spoken = transition(last, { kind: "agent_message", agentId }, true);
        expect(spoken.ok).toBe(true);
        if (spoken.ok) expect(spoken.value ?? { ...last, to: last.state }).toMatchObject({ to: "human", agentId });
        const echoed = transition(last, { kind: "phone_echo" }, true);
        expect(echoed.ok && (echoed.value?.to ?? last.state)).toBe("human");
      }),
    );
  });
  it("goes from a person back to the bot only with a notice, unless the customer has left", () => {
    fc.assert(
      fc.property(events, (steps) => {
        walk(steps, ({ before, event, after, told }) => {
          const wasPerson = before.state === "human" || before.state === "human_idle";
          if (!wasPerson || after.state !== "bot" || told !== null) return;
          expect(event.kind).toBe("abandoned");
        });
      }),
    );
  });

  it("lets the bot help in the queue alone, and only what entered it while the desk was closed", () => {
    fc.assert(
      fc.property(events, (steps) => {
        walk(steps, ({ deskOpen, event, after }) => {
          if (!after.botHelps) return;
          expect(after.state).toBe("queued");
          expect(deskOpen && event.kind !== "desk_closed").toBe(false);
        });
      }),
    );
  });

  it("names an agent where a person owns and nowhere else; the phone's owner may be unnamed", () => {
    fc.assert(
      fc.property(events, (steps) => {
        walk(steps, ({ after, event }) => {
          if (after.state !== "human" && after.state !== "human_idle") expect(after.agentId).toBeNull();
          if (event.kind === "agent_message" || event.kind === "agent_took") expect(after.agentId).toBe(event.agentId);
        });
      }),
    );
  });
});

it("lets the bot speak as the owner and as the helper in the queue, never elsewhere", () => {
  const speakers = OWNER_STATES.flatMap((state) => [false, true].map((botHelps) => ({ state, botHelps })));
  expect(speakers.filter(botMaySpeak)).toEqual([
    { state: "bot", botHelps: false },
    { state: "bot", botHelps: true },
    { state: "queued", botHelps: true },
  ]);
});
