import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { bodyOf, type ConversationWire, type MessageWire } from "../../support/desk-wire.ts";
import { ordersIn, readChat, stuck } from "../account.ts";
import { conversationOf } from "../conversations.ts";
import { atLeast, exactly, none, told } from "../figures.ts";
import { quiet } from "../judge.ts";
import { startModel } from "../model.ts";
import type { Row, Stage } from "../row.ts";
import { openScene, type Scene } from "../scene.ts";
import { inParallel, untilTrue } from "../wait.ts";

const AT_ONCE = 20;
/** The quiet time, the answer and the way to the platform together: the agent speaks anywhere in it. */
const AGENT_WITHIN_MS = 400;
const LINE_MS = 200;
const FIRST_CHAT = 800_000;

interface Race {
  readonly chatId: number;
  /** When the agent pressed the button. */
  readonly askedAt: number;
  /** When the agent held the desk's answer in hands, on the platform's clock. */
  readonly takenAt: number;
  readonly inFlight: readonly string[];
  readonly words: string;
  readonly conversation: ConversationWire;
  /** The order of the message after the hand-back. */
  readonly next: string;
}

async function race(
  { random }: Stage,
  { api, poster, platform }: Scene,
  index: number,
  thinksMs: number,
): Promise<Race> {
  const arrival = (is: (text: string) => boolean, what: string) =>
    untilTrue(() => platform.sentTo(chatId).some(({ text }) => is(text)), `${what} in chat ${chatId}`, 60_000);
  const chatId = FIRST_CHAT + index;
  const words = `همکارتان هستم، خودم پیگیری می‌کنم (${index})`;
  await poster.says(chatId, `سلام، سفارش #${20_000 + index} هنوز نرسیده`);
  const conversation = await conversationOf(api, chatId);
  const path = `/api/v1/conversations/${conversation.id}`;
  await pause(random() * (AGENT_WITHIN_MS + thinksMs));
  const askedAt = performance.now();
  const said = await api.post<{ message: MessageWire; inFlight: string[] }>(
    `${path}/messages`,
    { text: words, agentId: "sara" },
    { "idempotency-key": randomUUID() },
  );
  const takenAt = performance.now();
  const { inFlight } = bodyOf(said);
  await arrival((text) => text === words, "the agent's words");
  bodyOf(await api.post(`${path}/release`, { agentId: "sara" }));
  const next = `#${50_000 + index}`;
  await poster.says(chatId, `سفارش ${next} هم نرسیده`);
  await arrival((text) => ordersIn(text).includes(next), `an answer to ${next}`);
  return { chatId, askedAt, takenAt, inFlight, words, conversation, next };
}

async function accountOf(
  { api, platform, line }: Scene,
  { chatId, askedAt, takenAt, inFlight, words, conversation, next }: Race,
) {
  const { messages, turns } = await readChat(api, conversation);
  const arrived = platform.sentTo(chatId);
  const first = messages.filter(({ author, text }) => author === "bot" && !ordersIn(text).includes(next));
  const ids = new Set(first.map(({ externalId }) => externalId));
  const fromBot = arrived.filter(({ messageId }) => ids.has(String(messageId)));
  const idOf = (messageId: number) => first.find(({ externalId }) => externalId === String(messageId))?.id ?? "";
  const settled = turns.filter(({ outcome }) => outcome !== "superseded").flatMap(({ messageIds }) => messageIds);
  const said = messages.filter(({ author }) => author === "customer").map(({ id }) => id);
  const tidy =
    settled.toSorted().join() === said.toSorted().join() &&
    settled.length === new Set(settled).size &&
    turns.every(({ outcome, messageIds }) => outcome === "superseded" || messageIds.length > 0) &&
    arrived.every(({ messageId }) => messages.some(({ externalId }) => externalId === String(messageId)));
  // Begun before the agent asked, and unanswered when the agent was told: on the wire all the while.
  const onTheWire = fromBot
    .filter(({ at, messageId }) => at < askedAt && (line.answeredAt.get(messageId) ?? 0) > takenAt)
    .map(({ messageId }) => idOf(messageId));
  return {
    chatId,
    before: fromBot.filter(({ at }) => at <= takenAt).length,
    late: fromBot.filter(({ at, messageId }) => at > takenAt && !inFlight.includes(idOf(messageId))),
    unnamed: onTheWire.filter((id) => !inFlight.includes(id)),
    named: inFlight.length,
    suppressed:
      first.filter(({ delivery }) => delivery === "suppressed").length +
      turns.filter(({ outcome }) => outcome === "suppressed").length,
    byModel: turns.filter(({ engine }) => engine === "openai").length,
    agentWords: arrived.filter(({ text }) => text === words).length,
    answered: arrived.filter(({ text }) => ordersIn(text).includes(next)).length === 1,
    tidy,
  };
}

/** @param thinksMs  the longest that the model thinks; null: the offline engine alone */
async function raceMany(stage: Stage, runs: number, thinksMs: number | null): Promise<void> {
  const model = thinksMs === null ? null : await startModel(() => stage.random() * thinksMs);
  if (model) stage.defer(model.close);
  const scene = await openScene(stage, {
    lineMs: LINE_MS,
    ...(model && { environment: { OPENAI_BASE_URL: model.url } }),
  });
  const indexes = Array.from({ length: runs }, (_, index) => index);
  const races = await inParallel(indexes, AT_ONCE, (index) => race(stage, scene, index, thinksMs ?? 0));
  await quiet(scene);
  const accounts = await inParallel(races, AT_ONCE, (one) => accountOf(scene, one));
  type Account = (typeof accounts)[number];
  const sum = (count: (account: Account) => number) => accounts.reduce((total, account) => total + count(account), 0);
  const chats = (is: (account: Account) => boolean) => accounts.filter(is).map(({ chatId }) => String(chatId));
  stage.note(
    told("races", races.length),
    // The race is one only if each side sometimes wins it.
    atLeast(
      "bot's answers before the takeover",
      sum(({ before }) => before),
      1,
    ),
    atLeast(
      "bot's answers stopped by it",
      sum(({ suppressed }) => suppressed),
      1,
    ),
    atLeast(
      "in flight at it, and named to the agent",
      sum(({ named }) => named),
      1,
    ),
    none(
      "begun after it",
      accounts.flatMap(({ late }) => late),
    ),
    none(
      "on the wire all the while, and not named",
      accounts.flatMap(({ unnamed }) => unnamed),
    ),
    none(
      "races with more than one in flight",
      chats(({ named }) => named > 1),
    ),
    none(
      "agent's words that arrived other than once",
      chats(({ agentWords }) => agentWords !== 1),
    ),
    exactly("answered after the hand-back", accounts.filter(({ answered }) => answered).length, races.length),
    none(
      "messages in no turn or in several",
      chats(({ tidy }) => !tidy),
    ),
    none("waiting for the bot with nothing under way", await scene.ask(stuck)),
    none("errors in the log", scene.desk.errors),
  );
  if (model)
    stage.note(
      atLeast(
        "turns read by the model",
        sum(({ byModel }) => byModel),
        runs / 2,
      ),
    );
}

const DONE =
  "An agent speaks at a random moment between the customer's message and the end of the bot's sending, gives the conversation back, and the customer writes again.";

export const takeover: Row = {
  name: "takeover",
  title: "An agent who speaks while the bot is answering",
  done: DONE,
  needs: [],
  limit: { quick: 180, full: 2_400 },
  play: (stage) => raceMany(stage, stage.size(60, 2_000), null),
};

export const takeoverModel: Row = {
  name: "takeover-model",
  title: "The same while a slow model is thinking",
  done: `${DONE} The model thinks for up to five seconds.`,
  needs: [],
  limit: { quick: 180, full: 2_400 },
  play: (stage) => raceMany(stage, stage.size(30, 2_000), stage.size(400, 5_000)),
};
