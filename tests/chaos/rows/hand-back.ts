import { agentAt } from "../../support/desk-agent.ts";
import { ordersIn, readChat, stuck } from "../account.ts";
import { conversationOf } from "../conversations.ts";
import { exactly, none } from "../figures.ts";
import { quiet } from "../judge.ts";
import { complaint } from "../load.ts";
import type { Row } from "../row.ts";
import { openScene } from "../scene.ts";
import { inParallel, untilTrue } from "../wait.ts";

const FIRST_CHAT = 500_000;
const AT_ONCE = 10;
const WORDS = "سلام، همکارتان هستم. مشکل حل شد، دستیار ما در خدمت شماست.";

export const handBack: Row = {
  name: "hand-back",
  title: "A bot that gets the conversation back",
  done: "The customer asks for a person; an agent takes the conversation, speaks, and gives it back; the customer writes again.",
  needs: [],
  limit: { quick: 180, full: 600 },
  async play(stage) {
    const scene = await openScene(stage);
    const { platform, poster, api } = scene;
    const sara = agentAt(api, "sara");
    const runs = stage.size(20, 200);
    const arrives = (chatId: number, is: (text: string) => boolean, what: string) =>
      untilTrue(() => platform.sentTo(chatId).some(({ text }) => is(text)), `${what} in chat ${chatId}`, 30_000);

    const answered = await inParallel(
      Array.from({ length: runs }, (_, index) => index),
      AT_ONCE,
      async (index) => {
        const chatId = FIRST_CHAT + index;
        await poster.says(chatId, "می‌خوام با یک نفر حرف بزنم");
        await platform.messagesTo(chatId, 1);
        const { id } = await conversationOf(api, chatId);
        await sara.takes(id);
        await sara.says(id, WORDS);
        await arrives(chatId, (text) => text === WORDS, "the agent's words");
        await sara.releases(id);
        const text = complaint(index);
        await poster.says(chatId, text);
        const [order = ""] = ordersIn(text);
        return arrives(chatId, (words) => words.includes(order), `an answer to ${order}`).catch(() => false);
      },
    );
    await quiet(scene);
    const owners = await inParallel(
      Array.from({ length: runs }, (_, index) => FIRST_CHAT + index),
      AT_ONCE,
      async (chatId) => (await readChat(api, await conversationOf(api, chatId))).conversation.state,
    );
    stage.note(
      exactly("answered after the hand-back", answered.filter(Boolean).length, runs),
      none(
        "not with the bot any more",
        owners.filter((state) => state !== "bot" && state !== "bot_review"),
      ),
      none("waiting for the bot with nothing under way", await scene.ask(stuck)),
      none("errors in the log", scene.desk.errors),
    );
  },
};
