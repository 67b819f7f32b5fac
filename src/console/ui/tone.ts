/** How much a tag wants to be seen, from nothing to somebody at risk. */
export type Tone = "plain" | "soft" | "warm" | "hot" | "danger";
