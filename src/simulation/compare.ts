import type { Performance, PlayedLine, PlayedTurn } from "./performance.ts";

/** What another content would have done differently in one conversation. */
export interface Difference {
  readonly what: string;
  readonly now: string;
  readonly tried: string;
}

/**
 * Holds two performances of one script against each other, turn by turn: what was understood and decided, what was said,
 * and how it ended.
 */
export function compare(now: Performance, tried: Performance): readonly Difference[] {
  const length = Math.max(now.turns.length, tried.turns.length);
  const turns = Array.from({ length }, (_, n) => turnDiffers(n + 1, now, tried)).flat();
  return [
    ...turns,
    ...differs("owner in the end", now.owner, tried.owner),
    ...differs("ticket in the end", ticketOf(now), ticketOf(tried)),
  ];
}

function turnDiffers(nth: number, now: Performance, tried: Performance): readonly Difference[] {
  const [a, b] = [now.turns[nth - 1], tried.turns[nth - 1]];
  return [
    ...differs(`turn ${nth}, decided`, decided(a), decided(b)),
    ...differs(`turn ${nth}, understood`, understood(a), understood(b)),
    ...differs(`turn ${nth}, said`, saidIn(now.lines, a), saidIn(tried.lines, b)),
  ];
}

const differs = (what: string, now: string, tried: string): readonly Difference[] =>
  now === tried ? [] : [{ what, now, tried }];
const decided = (turn: PlayedTurn | undefined): string =>
  turn ? [turn.decision, turn.rule, ...turn.reasons].join(" · ") : "no turn";
const understood = (turn: PlayedTurn | undefined): string =>
  turn ? `${turn.reading.category}, ${turn.reading.urgency}` : "no turn";

function saidIn(lines: readonly PlayedLine[], turn: PlayedTurn | undefined): string {
  const said = lines.filter(({ turnId }) => turn && turnId === turn.id).map(({ text }) => text);
  return withoutCodes(said.join("\n"));
}

/** Codes are drawn by chance: no two performances share one. */
const withoutCodes = (text: string): string => text.replace(/(?<!\d)\d{9}(?!\d)/g, "#########");

function ticketOf({ ticket }: Performance): string {
  return ticket ? `${ticket.category}, ${ticket.priority}, ${ticket.status}` : "none";
}
