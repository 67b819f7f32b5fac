import { type Account, type Chat, readChats, sendsBrokenOff, stuck, takeAccount, unfinished } from "./account.ts";
import { atMost, exactly, none, told } from "./figures.ts";
import type { Stage } from "./row.ts";
import type { Scene } from "./scene.ts";
import { untilTrue } from "./wait.ts";

export interface JudgeOptions {
  /** How many answers may have arrived twice; `broken off`: as many as sends were on the wire at a blow. */
  readonly duplicates: number | "broken off";
  /** Errors in the log speak against the desk; false where a part of it was taken away. */
  readonly quietLog?: boolean;
  /** How long the desk may need for what is left, in seconds. */
  readonly within?: number;
}

/** Resolves when nothing waits in the desk any more. */
export const quiet = (scene: Scene, seconds = 90): Promise<true> =>
  scene.ask((database) =>
    untilTrue(async () => (await unfinished(database)).length === 0, "a desk with nothing left to do", seconds * 1000),
  );

/**
 * Waits until the desk has nothing left to do, and holds what customers sent against what it knows and what arrived:
 * nothing lost, in order, in nobody else's chat, and nobody left waiting.
 */
export async function judge(
  stage: Stage,
  scene: Scene,
  { duplicates, quietLog = true, within = 90 }: JudgeOptions,
): Promise<{ readonly account: Account; readonly chats: ReadonlyMap<number, Chat> }> {
  const { poster, platform, api, processes } = scene;
  const settled = await quiet(scene, within).catch(() => false);
  const chats = await readChats(api);
  const account = takeAccount(poster.accepted, chats, platform);
  if (account.lost.length > 0) console.log(account.lost.join("\n"));
  stage.note(
    told("messages accepted", poster.count),
    told("delivered again on purpose", poster.redelivered),
    told("messages to customers", account.answers),
    none("lost", account.lost),
    none("out of order", account.outOfOrder),
    none("in another's chat", account.crossed),
  );
  if (duplicates === "broken off") {
    const broken = await scene.ask(sendsBrokenOff);
    stage.note({
      ...atMost("arrived twice", account.duplicates, broken),
      goal: `≤ ${broken} (sends on the wire at the blows)`,
    });
  } else stage.note(exactly("arrived twice", account.duplicates, duplicates));
  if (!settled) stage.note(none(`still waiting after ${within} s`, await scene.ask(unfinished)));
  stage.note(none("waiting for the bot with nothing under way", await scene.ask(stuck)));
  if (quietLog)
    stage.note(
      none(
        "errors in the log",
        processes.flatMap(({ errors }) => errors),
      ),
    );
  return { account, chats };
}
