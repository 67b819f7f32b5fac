import { agentAt } from "../../support/desk-agent.ts";
import { readChat } from "../account.ts";
import { conversationOf } from "../conversations.ts";
import { atLeast, exactly, none, told } from "../figures.ts";
import { judge, quiet } from "../judge.ts";
import { complaint, customersWrite } from "../load.ts";
import type { Row, Stage } from "../row.ts";
import { openScene, type Scene } from "../scene.ts";

const SHARE = 0.05;
const CHAT = 600_001;
const WORDS = "همکارتان هستم، خودم پیگیری می‌کنم";

/** A person's words whose end is not known are shown so, and never said twice behind their back. */
async function agentIsCut(stage: Stage, scene: Scene): Promise<void> {
  const { platform, poster, api } = scene;
  await poster.says(CHAT, complaint(80_000));
  await platform.messagesTo(CHAT, 1);
  await quiet(scene);
  const conversation = await conversationOf(api, CHAT);
  platform.failNext("sendMessage", { kind: "cut" });
  await agentAt(api, "sara").says(conversation.id, WORDS);
  await quiet(scene);
  const { messages } = await readChat(api, conversation);
  const said = messages.filter(({ author }) => author === "agent").map(({ delivery }) => delivery);
  stage.note(
    exactly("an agent's words: arrived", platform.sentTo(CHAT).filter(({ text }) => text === WORDS).length, 1),
    exactly("an agent's words: shown as unknown", said.filter((delivery) => delivery === "unknown").length, 1),
  );
}

export const cutAnswers: Row = {
  name: "cut-answers",
  title: "A messenger whose answers break off",
  done: "One send in twenty reaches the customer, and the connection breaks before the desk hears of it.",
  needs: [],
  limit: { quick: 180, full: 600 },
  async play(stage) {
    const scene = await openScene(stage);
    const { platform, poster } = scene;
    platform.misbehave({ cut: SHARE });
    const messages = stage.size(200, 2_000);
    await customersWrite(poster, { chats: messages / 2, messages, perSecond: 40 }, stage.random);
    const { chats } = await judge(stage, scene, { duplicates: 0 });
    platform.misbehave({});

    const cut = platform.journal.filter(({ outcome }) => outcome === "cut").length;
    const shown = [...chats.values()].flatMap((chat) => chat.messages.filter(({ delivery }) => delivery === "unknown"));
    const open = [...chats.values()].flatMap((chat) =>
      chat.messages.filter(({ delivery }) => delivery === "sending" || delivery === "failed"),
    );
    stage.note(
      atLeast("answers that broke off", cut, 1),
      exactly("shown as unknown", shown.length, cut),
      none(
        "left as sending, or failed",
        open.map(({ id }) => id),
      ),
      told("sends altogether", platform.journal.filter(({ method }) => method === "sendMessage").length),
    );
    await agentIsCut(stage, scene);
  },
};
