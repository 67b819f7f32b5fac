import { readSettings } from "../db/settings.ts";
import type { DeskDeps } from "./commands.ts";
import { lockConversation } from "./conversation.ts";
import { say } from "./say.ts";

/** Tells a contact that too many messages are coming at once: everything is kept and answered together. */
export async function noticeFlood({ sql, clock, speech, jobs }: DeskDeps, conversationId: number): Promise<void> {
  const now = clock.now();
  const settings = await readSettings(sql);
  await sql.begin(async (tx) => {
    const conversation = await lockConversation(tx, conversationId);
    if (!conversation) return;
    const words = speech.notice({ name: "flood" }, conversation, { now, settings });
    const room = speech.room(conversation, { now, settings });
    await say(tx, conversation, { author: "system", kind: "notice", speaker: "status", ...words }, { now, ...room });
  });
  jobs.wake("delivery");
}
