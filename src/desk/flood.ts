import { readSettings } from "../db/settings.ts";
import type { DeskDeps } from "./commands.ts";
import { lockConversation } from "./conversation.ts";
import { sayNotice } from "./notice.ts";

/** Tells a contact that too many messages are coming at once: everything is kept and answered together. */
export async function noticeFlood({ sql, clock, speech, jobs }: DeskDeps, conversationId: number): Promise<void> {
  const now = clock.now();
  const settings = await readSettings(sql);
  await sql.begin(async (tx) => {
    const conversation = await lockConversation(tx, conversationId);
    if (!conversation) return;
    await sayNotice(tx, conversation, { notice: { name: "flood" }, speaker: "status" }, { now, settings, speech });
  });
  jobs.wake("delivery");
}
