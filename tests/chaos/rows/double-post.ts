import { randomUUID } from "node:crypto";
import { type Answer, bodyOf, type MessageWire } from "../../support/desk-wire.ts";
import { readChat, stuck } from "../account.ts";
import { conversationOf } from "../conversations.ts";
import { none, told } from "../figures.ts";
import { quiet } from "../judge.ts";
import { complaint } from "../load.ts";
import type { Row } from "../row.ts";
import { openScene } from "../scene.ts";
import { inParallel } from "../wait.ts";

const FIRST_CHAT = 500_000;
const AT_ONCE = 10;

type Said = Answer<{ message: MessageWire }>;

export const doublePost: Row = {
  name: "double-post",
  title: "An agent's words that are posted twice",
  done: "The console posts the same words with the same key three times: twice at the same moment, and once more later.",
  needs: [],
  limit: { quick: 180, full: 600 },
  async play(stage) {
    const scene = await openScene(stage);
    const { platform, poster, api } = scene;
    const runs = stage.size(20, 200);
    const posted = await inParallel(
      Array.from({ length: runs }, (_, index) => index),
      AT_ONCE,
      async (index) => {
        const chatId = FIRST_CHAT + index;
        await poster.says(chatId, complaint(index));
        const conversation = await conversationOf(api, chatId);
        const text = `همکارتان هستم (${index})`;
        const key = { "idempotency-key": randomUUID() };
        const path = `/api/v1/conversations/${conversation.id}/messages`;
        const say = (): Promise<Said> => api.post(path, { text, agentId: "sara" }, key);
        const answers = [...(await Promise.all([say(), say()])), await say()];
        return { chatId, conversation, text, ids: new Set(answers.map((answer) => bodyOf(answer).message.id)) };
      },
    );
    await quiet(scene);
    const oddities = await inParallel(posted, AT_ONCE, async ({ chatId, conversation, text, ids }) => {
      const { messages } = await readChat(api, conversation);
      const stored = messages.filter((message) => message.author === "agent").length;
      const arrived = platform.sentTo(chatId).filter((message) => message.text === text).length;
      const fine = stored === 1 && arrived === 1 && ids.size === 1;
      return fine ? [] : [`${stored} stored, ${arrived} arrived, ${ids.size} told`];
    });
    stage.note(
      told("words posted three times", runs),
      none("not stored, sent and told as one message", oddities.flat()),
      none("waiting for the bot with nothing under way", await scene.ask(stuck)),
      none("errors in the log", scene.desk.errors),
    );
  },
};
