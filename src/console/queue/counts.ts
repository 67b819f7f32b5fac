import type { Format } from "../../pages/language/format.ts";

/** The server counts no further. */
const MOST_COUNTED = 1_000;

/** "12", or "1,000+" for that many and more. */
export const countText = (format: Format, count: number): string =>
  count < MOST_COUNTED ? format.number(count) : `${format.number(MOST_COUNTED)}+`;
