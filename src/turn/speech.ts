import { replyLanguage } from "../core/reading.ts";
import type { Speech } from "../desk/speech.ts";
import { renderNotice } from "../mind/writing/notice.ts";
import type { Phrasebook } from "../mind/writing/phrasebook.ts";
import { disclose, voiceOf } from "../mind/writing/voice.ts";
import type { ChannelAccounts, ChannelLimits } from "../ports/channel.ts";

/**
 * Notices in the customer's language, out of the phrasebook, in the size of the conversation's channel.
 * @param linkTo  the page of a ticket, by its code; null: customers cannot reach the desk's pages
 */
export function phrasebookSpeech(
  phrasebook: Phrasebook,
  accounts: ChannelAccounts,
  linkTo: (code: string) => string | null,
): Speech {
  return {
    notice: (notice, conversation, { now, settings, spoken = [] }) =>
      renderNotice(notice, replyLanguage(conversation.language ?? "other", settings.defaultLanguage), {
        phrasebook,
        organisation: settings.organisation,
        recentTexts: spoken,
        seed: `${conversation.id}:${conversation.lastSequence}`,
        now,
        zone: settings.zone,
        introduce: !conversation.introduced,
      }),
    asking({ ask, language }, conversation, { settings }) {
      const { asksPhone = false } = accounts.get(conversation.accountId)?.adapter.limits ?? {};
      if (ask !== "phone" || !asksPhone) return [];
      const say = voiceOf(language, { phrasebook, organisation: settings.organisation, recentTexts: [], seed: "" });
      return [{ id: "share:phone", label: say("button.phone"), asks: "phone" }];
    },
    room(conversation, { settings }) {
      const limits = accounts.get(conversation.accountId)?.adapter.limits ?? UNKNOWN_CHANNEL;
      const { textChars, brief, media, quotes = false } = limits;
      const holds = { textChars, quotes, ...(media && { media }) };
      if (!brief) return holds;
      const language = replyLanguage(conversation.language ?? "other", settings.defaultLanguage);
      const context = { phrasebook, organisation: settings.organisation, recentTexts: [], seed: "" };
      const say = voiceOf(language, context, "brief");
      return {
        ...holds,
        brief: {
          tooLong: (text) => brief.units(text) > brief.most,
          instead(code, author) {
            const link = linkTo(code);
            if (link === null) return null;
            const words = say("read-online", { code, link });
            const first = author !== "agent" && !conversation.introduced;
            return first ? `${disclose(say, context.organisation, "coming")}\n${words}` : words;
          },
        },
      };
    },
  };
}

/** For a channel this process does not run: short enough for any. */
const UNKNOWN_CHANNEL: Pick<ChannelLimits, "textChars" | "brief" | "media" | "quotes"> = { textChars: 1_000 };
