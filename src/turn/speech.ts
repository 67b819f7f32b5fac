import { replyLanguage } from "../core/reading.ts";
import type { Speech } from "../desk/speech.ts";
import { renderNotice } from "../mind/writing/notice.ts";
import type { Phrasebook } from "../mind/writing/phrasebook.ts";
import type { ChannelAccounts } from "../ports/channel.ts";

/** Notices in the customer's language, out of the phrasebook, in the size of the conversation's channel. */
export function phrasebookSpeech(phrasebook: Phrasebook, accounts: ChannelAccounts): Speech {
  return {
    notice: (notice, conversation, { now, settings }) =>
      renderNotice(notice, replyLanguage(conversation.language ?? "other", settings.defaultLanguage), {
        phrasebook,
        organisation: settings.organisation,
        recentTexts: [],
        seed: `${conversation.id}:${conversation.lastSequence}`,
        now,
        zone: settings.zone,
        introduce: !conversation.introduced,
      }),
    textChars: ({ accountId }) => accounts.get(accountId)?.adapter.limits.textChars ?? DEFAULT_TEXT_CHARS,
  };
}

/** For a channel this process does not run: short enough for any. */
const DEFAULT_TEXT_CHARS = 1_000;
