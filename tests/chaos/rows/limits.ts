import { setTimeout as pause } from "node:timers/promises";
import { answerTimes, p99, readChat } from "../account.ts";
import { conversationOf } from "../conversations.ts";
import { exactly, none, told, unchanged } from "../figures.ts";
import { judge, quiet } from "../judge.ts";
import { customersWrite, FIRST_NEWCOMER, newcomers } from "../load.ts";
import type { Row, Stage } from "../row.ts";
import { openScene, type Scene } from "../scene.ts";
import { until } from "../wait.ts";

const SHARE = 0.2;
/** A limit of this length was seen in the wild. */
const HOURS_SECONDS = 10_072;
const HELD_CHAT = 600_001;
const LIMITED_CHAT = 600_002;

/** A platform that wants hours of quiet in one chat: its message stays where it is, and is seen there. */
async function limitedForHours(stage: Stage, { platform, poster, api, ask }: Scene): Promise<void> {
  platform.limitChat(HELD_CHAT, HOURS_SECONDS);
  await poster.says(HELD_CHAT, "سلام، سفارش #99999 هنوز نرسیده");
  const held = await until(async () => {
    const [row] = await ask(
      ({ sql }) => sql<{ dueAt: Date; conversationId: number }[]>`
        select due_at, conversation_id from outbox where state = 'pending' and due_at > now() + interval '1 hour'`,
    );
    return row;
  }, "a send that is put off for hours");
  const { messages } = await readChat(api, await conversationOf(api, HELD_CHAT));
  const shown = messages.filter(({ author }) => author !== "customer").map(({ delivery }) => delivery);
  stage.note(
    told("a limit of hours: put off by", `${Math.round((held.dueAt.getTime() - Date.now()) / 60_000)} min`),
    exactly("a limit of hours: shown as not sent yet", shown.filter((state) => state === "pending").length, 1),
    exactly("a limit of hours: arrived all the same", platform.sentTo(HELD_CHAT).length, 0),
  );
}

export const limits: Row = {
  name: "limits",
  title: "A messenger that limits",
  done: "A fifth of the sends gets 429 with a time to wait, one chat is limited all the time, and one for hours.",
  needs: [],
  limit: { quick: 180, full: 600 },
  async play(stage) {
    const scene = await openScene(stage);
    const { platform, poster } = scene;
    const perSecond = stage.size(20, 40);
    const before = newcomers(poster, perSecond);
    await pause(stage.size(3_000, 30_000));
    await before.stop();
    await quiet(scene);

    const longest = stage.size(3, 30);
    platform.misbehave({ limited: { share: SHARE, retryAfter: [1, longest] } });
    platform.limitChat(LIMITED_CHAT, longest);
    await poster.says(LIMITED_CHAT, "سلام، سفارش #99998 هنوز نرسیده");
    const messages = stage.size(100, 2_400);
    await customersWrite(poster, { chats: messages / 2, messages, perSecond }, stage.random, before.texts.length);
    await judge(stage, scene, { duplicates: 0, within: 180 });
    platform.misbehave({});

    const limited = platform.journal.filter(({ outcome }) => outcome === "limited");
    const limitedChats = new Set(limited.map(({ payload }) => Number(payload.chat_id)));
    const others = [...poster.accepted].filter(([chat]) => !limitedChats.has(chat) && chat < FIRST_NEWCOMER);
    const times = answerTimes(poster, platform);
    stage.note(
      told("sends that were limited", limited.length),
      // The first send to the chat that is limited all the time could not know of it.
      exactly("tried again too early", platform.retriedTooEarly - 1, 0),
      none(
        "still unanswered in a limited chat",
        [...limitedChats].filter((chat) => platform.sentTo(chat).length === 0),
      ),
      unchanged(
        "answered in the other chats, 99 of 100",
        p99(
          times,
          others.flatMap(([, texts]) => texts),
        ),
        p99(times, before.texts),
      ),
    );
    await limitedForHours(stage, scene);
  },
};
