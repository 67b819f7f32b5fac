/** What of the chat completions interface an endpoint understands. Look-alikes differ, and say so only when asked. */
export interface Dialect {
  readonly format: "json_schema" | "json_object" | "text";
  readonly limit: "max_tokens" | "max_completion_tokens" | "none";
  readonly temperature: boolean;
}

export const RICHEST: Dialect = { format: "json_schema", limit: "max_tokens", temperature: true };

const SIMPLER_FORMAT = { json_schema: "json_object", json_object: "text", text: null } as const;
const OTHER_LIMIT = { max_tokens: "max_completion_tokens", max_completion_tokens: "none", none: null } as const;

/**
 * The next simpler dialect after an endpoint rejected a request.
 * @param complaint  the endpoint's error text
 * @returns null where the complaint is about something else, or nothing simpler is left. Each step is strictly simpler,
 *   so that a caller may loop.
 */
export function simplerDialect(dialect: Dialect, complaint: string): Dialect | null {
  if (dialect.temperature && /temperature/i.test(complaint)) return { ...dialect, temperature: false };
  if (/max_(completion_)?tokens/i.test(complaint)) {
    const limit = OTHER_LIMIT[dialect.limit];
    if (limit !== null) return { ...dialect, limit };
  }
  if (/response_?format|json_?schema|json_?object|structured.?output|grammar|guided/i.test(complaint)) {
    const format = SIMPLER_FORMAT[dialect.format];
    if (format !== null) return { ...dialect, format };
  }
  return null;
}
