/**
 * How long a test waits for a state that must come, in milliseconds. It measures nothing: a state that comes is seen at
 * once, and a slow machine is no fault of the desk, so it is far longer than anything here takes.
 */
export const PATIENCE_MS = 45_000;

/** `MODEL_DEADLINE_MS` where a model's answer has to come: what never answers is given less, or a test waits for it. */
export const MODEL_PATIENCE_MS = "15000";
