import { setTimeout as pause } from "node:timers/promises";
import { median } from "../../bench/table.ts";
import { none, told, within } from "../figures.ts";
import type { Row } from "../row.ts";
import { openScene } from "../scene.ts";

/** Some kills hit the start itself: a desk needs about this long for it. */
const START_MS = 1_500;

export const opens: Row = {
  name: "opens",
  title: "An embedded database that is killed and opened",
  done: "The process gets SIGKILL at any moment, every third time while it starts; then it is started to the end.",
  needs: [],
  limit: { quick: 180, full: 1_200 },
  async play(stage) {
    const { desk } = await openScene(stage);
    const kills = stage.size(3, 100);
    const ready: number[] = [];
    const failed: string[] = [];
    const orphans: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      await desk.kill();
      if (kill % 3 === 2) {
        const cutShort = desk.start().catch(() => {});
        await pause(stage.random() * START_MS);
        await desk.kill();
        await cutShort;
      }
      const ms = await desk.start().catch((error: Error) => void failed.push(error.message));
      if (ms !== undefined) ready.push(ms);
      const servers = desk.postgres();
      if (servers.length !== 1) orphans.push(`after kill ${kill + 1}: ${servers.length} servers`);
    }
    const ending = await desk.terminate();
    const left = desk.postgres();
    stage.note(
      told("kills", kills),
      none("failed opens", failed),
      none("servers beside the one in use", orphans),
      none("stopped other than in good order", ending.code === 0 ? [] : [ending]),
      none("servers left behind at the end", left.map(String)),
      within("restart to ready, half of them", median(ready), 3_000),
      within("restart to ready, the longest", Math.max(...ready), 6_000),
      none("errors in the log", desk.errors),
    );
  },
};
