import { err, ok, type Result } from "./result.ts";

/**
 * Who may speak to the customer now. Laws:
 *  - ownership belongs to a conversation and is explicit; a ticket's status never changes it;
 *  - every change raises the epoch by one, and no bot text written under an older epoch is sent;
 *  - the customer is told by the effect of the change itself, or the record says why not;
 *  - any public human reply takes over, from anyone;
 *  - a hand-off is never into the void: while the desk is closed the bot helps on.
 * An illegal move is a value, never an exception.
 */

export const OWNER_STATES = ["bot", "bot_review", "queued", "human", "human_idle"] as const;
export type OwnerState = (typeof OWNER_STATES)[number];

/** Others read these names, so the list is fixed: `merged` and `admin` stand in it, and no move gives them yet. */
export const TRANSITION_REASONS = [
  "asked_for_human",
  "safety",
  "crisis",
  "legal_threat",
  "fraud_privacy",
  "cancellation_withdrawn",
  "return_withdrawn",
  "failed_answers",
  "abstained",
  "vip",
  "heat",
  "agent_message",
  "agent_took",
  "phone_echo",
  "released",
  "lease_expired",
  "agent_away",
  "review_approved",
  "review_rejected",
  "review_timeout",
  "customer_wrote",
  "promise_missed",
  "desk_opened",
  "desk_closed",
  "confirmed",
  "abandoned",
  "reopened",
  "merged",
  "admin",
] as const;
export type TransitionReason = (typeof TRANSITION_REASONS)[number];

export type HandOffReason = Extract<
  TransitionReason,
  | "asked_for_human"
  | "safety"
  | "crisis"
  | "legal_threat"
  | "fraud_privacy"
  | "cancellation_withdrawn"
  | "return_withdrawn"
  | "failed_answers"
  | "abstained"
  | "vip"
  | "heat"
  | "promise_missed"
>;

export interface Owner {
  readonly state: OwnerState;
  readonly agentId: string | null;
  readonly botHelps: boolean;
}

export type OwnershipEvent =
  | { readonly kind: "hand_off"; readonly reason: HandOffReason }
  | { readonly kind: "hold_for_review"; readonly reason: HandOffReason }
  | { readonly kind: "agent_message"; readonly agentId: string }
  | { readonly kind: "agent_took"; readonly agentId: string }
  | { readonly kind: "phone_echo" }
  | { readonly kind: "released" }
  | { readonly kind: "review_approved" }
  | { readonly kind: "review_rejected"; readonly takenBy: string | null }
  | { readonly kind: "review_timeout" }
  | { readonly kind: "customer_wrote" }
  /** The customer went unanswered for 15 working minutes. */
  | { readonly kind: "lease_expired" }
  /** And for 15 more. */
  | { readonly kind: "agent_away" }
  | { readonly kind: "desk_opened" }
  | { readonly kind: "desk_closed" }
  | { readonly kind: "confirmed" }
  | { readonly kind: "abandoned" }
  /** Back to the last person if that person is on shift, else to the queue. */
  | { readonly kind: "reopened"; readonly agentId: string | null };

export type OwnershipEventKind = OwnershipEvent["kind"];

/** What the customer is told, or why nothing. */
export type Telling =
  | {
      readonly notice:
        | "queued"
        | "desk-closed"
        | "released"
        | "agent-away"
        | "reopened"
        | "held-for-review"
        | "confirmed";
    }
  | { readonly silent: string };

export type ClockChange =
  | "start first_response"
  | "start next_response"
  | "meet human clocks"
  /** What the customer was told of a person is kept by the bot. */
  | "promise human clocks"
  | "stop human clocks"
  | "none";

export interface Transition {
  readonly from: OwnerState;
  readonly to: OwnerState;
  readonly agentId: string | null;
  readonly botHelps: boolean;
  readonly reason: TransitionReason;
  readonly telling: Telling;
  readonly clock: ClockChange;
  /** The episode ends: nothing said in it binds the bot in the next. */
  readonly closesEpisode: boolean;
  /** The move follows the bot's own words: those still on their way go out before its notice. */
  readonly lastWordsGoOut: boolean;
}

export interface IllegalTransition {
  readonly code: "illegal_transition";
  readonly from: OwnerState;
  readonly event: OwnershipEventKind;
}

interface Next {
  readonly to: OwnerState;
  readonly agentId?: string | null;
  readonly botHelps?: boolean;
  readonly telling: Telling;
  readonly clock?: ClockChange;
  readonly closesEpisode?: boolean;
  readonly lastWordsGoOut?: boolean;
}

/** `null`: legal, and nothing changes. */
type Move<E extends OwnershipEvent> = (event: E, owner: Owner, deskOpen: boolean) => Next | null;
type Moves = { readonly [K in OwnershipEventKind]?: Move<Extract<OwnershipEvent, { kind: K }>> };

const silent = (why: string): Telling => ({ silent: why });
const tell = (notice: Extract<Telling, { notice: string }>["notice"]): Telling => ({ notice });

const toQueue: Move<OwnershipEvent> = (_event, _owner, deskOpen) => ({
  to: "queued",
  botHelps: !deskOpen,
  telling: tell("queued"),
  clock: "start first_response",
  lastWordsGoOut: true,
});
const speaks: Move<Extract<OwnershipEvent, { kind: "agent_message" }>> = ({ agentId }) => ({
  to: "human",
  agentId,
  telling: silent("the agent's words are the notice"),
  clock: "meet human clocks",
});
const takes: Move<Extract<OwnershipEvent, { kind: "agent_took" }>> = ({ agentId }) => ({
  to: "human",
  agentId,
  telling: silent("the agent's first words will be the notice"),
});
const phone: Move<OwnershipEvent> = (_event, owner) => ({
  to: "human",
  agentId: owner.agentId,
  telling: silent("the words typed on the phone are the notice"),
  clock: "meet human clocks",
});
const toBot: Move<OwnershipEvent> = () => ({ to: "bot", telling: tell("released"), clock: "promise human clocks" });
const quietlyToBot = (why: string): Move<OwnershipEvent> => {
  return () => ({ to: "bot", telling: silent(why), clock: "stop human clocks" });
};
const confirmed: Move<OwnershipEvent> = () => ({
  to: "bot",
  telling: tell("confirmed"),
  clock: "meet human clocks",
  closesEpisode: true,
  lastWordsGoOut: true,
});
const abandoned: Move<OwnershipEvent> = () => ({
  to: "bot",
  telling: silent("the customer has been silent; a notice would only wake them"),
  clock: "stop human clocks",
  closesEpisode: true,
});
const reopened: Move<Extract<OwnershipEvent, { kind: "reopened" }>> = ({ agentId }, _owner, deskOpen) => ({
  to: agentId === null ? "queued" : "human",
  agentId,
  botHelps: agentId === null && !deskOpen,
  telling: tell("reopened"),
  clock: "start next_response",
});

const whoeverOwns = {
  agent_took: takes,
  agent_message: speaks,
  phone_echo: phone,
  confirmed,
  abandoned,
  reopened,
} satisfies Moves;

/** The whole machine. An event missing under a state is illegal there. */
const TABLE: Readonly<Record<OwnerState, Moves>> = {
  bot: {
    ...whoeverOwns,
    hand_off: toQueue,
    hold_for_review: () => ({
      to: "bot_review",
      telling: tell("held-for-review"),
      clock: "start next_response",
      lastWordsGoOut: true,
    }),
  },
  bot_review: {
    ...whoeverOwns,
    hand_off: toQueue,
    review_approved: quietlyToBot("the approved reply is the notice"),
    review_rejected: ({ takenBy }, owner, deskOpen) =>
      takenBy === null
        ? toQueue({ kind: "review_timeout" }, owner, deskOpen)
        : takes({ kind: "agent_took", agentId: takenBy }, owner, deskOpen),
    review_timeout: toQueue,
    customer_wrote: quietlyToBot("the new message gets its own answer"),
    released: toBot,
  },
  queued: {
    ...whoeverOwns,
    released: toBot,
    desk_opened: (_event, owner) =>
      owner.botHelps ? { to: "queued", botHelps: false, telling: silent("a person answers from now on") } : null,
    desk_closed: (_event, owner) =>
      owner.botHelps ? null : { to: "queued", botHelps: true, telling: tell("desk-closed") },
  },
  human: {
    ...whoeverOwns,
    agent_message: (event, owner, deskOpen) =>
      event.agentId === owner.agentId ? null : speaks(event, owner, deskOpen),
    agent_took: (event, owner, deskOpen) => (event.agentId === owner.agentId ? null : takes(event, owner, deskOpen)),
    phone_echo: () => null,
    released: toBot,
    lease_expired: (_event, owner) => ({
      to: "human_idle",
      agentId: owner.agentId,
      telling: silent("the agent is reminded first"),
    }),
  },
  human_idle: {
    ...whoeverOwns,
    released: toBot,
    agent_away: (_event, _owner, deskOpen) => ({
      to: "queued",
      botHelps: !deskOpen,
      telling: tell("agent-away"),
      clock: "start next_response",
    }),
  },
};

/** The reason that is recorded: the hand-off's own, else the event's name. */
function reasonOf(event: OwnershipEvent): TransitionReason {
  return event.kind === "hand_off" || event.kind === "hold_for_review" ? event.reason : event.kind;
}

/**
 * What an event does to an owner.
 * @returns the transition; null where the event is legal and changes nothing; or the illegal move as a value
 */
export function transition(
  owner: Owner,
  event: OwnershipEvent,
  deskOpen: boolean,
): Result<Transition | null, IllegalTransition> {
  const move = TABLE[owner.state][event.kind] as Move<OwnershipEvent> | undefined;
  if (!move) return err({ code: "illegal_transition", from: owner.state, event: event.kind });
  const next = move(event, owner, deskOpen);
  if (next === null) return ok(null);
  return ok({
    from: owner.state,
    to: next.to,
    agentId: next.agentId ?? null,
    botHelps: next.botHelps ?? false,
    reason: reasonOf(event),
    telling: next.telling,
    clock: next.clock ?? "none",
    closesEpisode: next.closesEpisode ?? false,
    lastWordsGoOut: next.lastWordsGoOut ?? false,
  });
}

/** May the bot's own words go out under this owner? */
export function botMaySpeak(owner: Pick<Owner, "state" | "botHelps">): boolean {
  return owner.state === "bot" || (owner.state === "queued" && owner.botHelps);
}

/** Working minutes an owner may leave the customer (or the draft) waiting before the clock takes it away. */
export const LEASE_MINUTES = 15;
