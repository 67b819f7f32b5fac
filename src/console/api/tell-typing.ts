import { request } from "./client.ts";

/** The sign at the other end lasts longer than this. */
const EVERY_MS = 4_000;
let told = { id: "", at: 0 };

/** Tells whoever reads along that the agent is writing; not for every letter. */
export function tellTyping(id: string): void {
  const now = Date.now();
  if (told.id === id && now - told.at < EVERY_MS) return;
  told = { id, at: now };
  void request(`/api/v1/conversations/${encodeURIComponent(id)}/typing`, { method: "POST" });
}
