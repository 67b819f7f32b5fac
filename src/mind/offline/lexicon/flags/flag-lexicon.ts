import type { FlagName } from "../../../../core/reading.ts";
import type { Affixes } from "../../pattern.ts";

export interface FlagSigns {
  readonly signs: string;
  /** Points there, and as often elsewhere: counts only where the linear model agrees. */
  readonly weak?: string;
  /** Look-alikes: a sign that touches one of these does not count. */
  readonly not: string;
  /** Says it only when it is the whole message. */
  readonly alone?: string;
}

/** What raises a flag in one language. Verbs and objects are composed: nobody can list what people will say. */
export interface FlagLexicon {
  readonly affixes: Affixes;
  readonly flags: Readonly<Record<FlagName, FlagSigns>>;
  /** What stands around a sign and takes it back. */
  readonly frames: {
    /** Before a threat or a request, in the same clause. */
    readonly negator: string;
    /** "If": nothing has happened yet. */
    readonly hypothetical: string;
    /** "What happens if", "in case": somebody asks, nobody is in need. */
    readonly supposing: string;
    /** Films, books, games, names: what stands beside them is a title or a story. */
    readonly works: string;
    /** Somebody else said it. */
    readonly hearsay: string;
  };
}
