/**
 * Finds the JSON object in what a model wrote: bare, in a fenced block, or between sentences. Reasoning that some local
 * models print before their answer is skipped.
 * @returns undefined where there is none
 */
export function jsonInText(text: string): unknown {
  const spoken = text.replace(/<think>[\s\S]*?<\/think>/g, "").trim();
  const fenced = /```(?:json)?\s*([\s\S]*?)```/.exec(spoken)?.[1];
  const between = spoken.slice(spoken.indexOf("{"), spoken.lastIndexOf("}") + 1);
  for (const candidate of [spoken, fenced, between]) {
    if (!candidate) continue;
    try {
      const value: unknown = JSON.parse(candidate);
      if (typeof value === "object" && value !== null) return value;
    } catch {
      // Not JSON: the next candidate may be.
    }
  }
  return undefined;
}
