import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memoryAdapter } from "../adapters/memory/index.ts";
import { webAdapter } from "../adapters/web/index.ts";
import { type HealthBoard, openHealthBoard } from "../src/channel-health.ts";
import { ensureAccount } from "../src/db/channel-accounts.ts";
import { hider } from "../src/observe/hide.ts";
import type { ChannelAccount, ChannelHealth } from "../src/ports/channel.ts";
import { openRows, type Rows } from "./support/rows.ts";

const RED: ChannelHealth = { state: "red", why: "the platform refuses [hidden]", hint: "Check it." };
const AS_TOLD: ChannelHealth = { ...RED, why: "the platform refuses s3cret-token" };

let rows: Rows;
let polled: ChannelAccount;
let web: ChannelAccount;
let boards: HealthBoard[];
beforeEach(async () => {
  rows = await openRows();
  boards = [];
  const memory = memoryAdapter({ secret: "a-secret-of-the-memory-channel" });
  if (!memory.ok) throw new Error(memory.error.message);
  polled = { id: rows.accountId, name: "polled", adapter: { ...memory.value, listen: async () => {} } };
  web = { id: await ensureAccount(rows.sql, "web", "web"), name: "web", adapter: webAdapter() };
});
afterEach(async () => {
  await Promise.all(boards.map((board) => board.stop()));
  await rows.close();
});

/** One process of the desk. */
function aProcess(): HealthBoard {
  const accounts = new Map([polled, web].map((account) => [account.id, account]));
  const board = openHealthBoard(rows.sql, accounts, hider(["s3cret-token"]), () => {});
  boards.push(board);
  return board;
}

describe("the health of channels", () => {
  it("is known to every process, whichever listens", async () => {
    const [worker, pages] = [aProcess(), aProcess()];
    worker.report(polled.id, AS_TOLD);
    await expect.poll(async () => (await pages.read()).get(polled.id)).toEqual(RED);
    worker.report(polled.id, { state: "green" });
    await expect.poll(async () => (await pages.read()).get(polled.id)).toEqual({ state: "green" });
  });

  it("is written when it has changed: who tells the same with every poll writes it once", async () => {
    const worker = aProcess();
    worker.report(polled.id, AS_TOLD);
    await worker.stop();
    await rows.sql`update channel_accounts set health = null where id = ${polled.id}`;
    worker.report(polled.id, AS_TOLD);
    await worker.stop();
    expect((await worker.read()).get(polled.id)?.state).toBe("yellow");
    worker.letGo(polled.id);
    worker.report(polled.id, AS_TOLD);
    await worker.stop();
    expect((await worker.read()).get(polled.id)).toEqual(RED);
  });

  it("carries the code to be scanned to every process", async () => {
    const [worker, pages] = [aProcess(), aProcess()];
    worker.report(polled.id, { ...AS_TOLD, link: "2@a-code" });
    await expect.poll(async () => (await pages.read()).get(polled.id)).toEqual({ ...RED, link: "2@a-code" });
  });

  it("is yellow while nobody has reported, and again when nobody has for two minutes", async () => {
    const worker = aProcess();
    expect((await worker.read()).get(polled.id)?.state).toBe("yellow");
    worker.report(polled.id, { state: "green" });
    await expect.poll(async () => (await worker.read()).get(polled.id)?.state).toBe("green");
    await rows.sql`update channel_accounts set health_at = now() - interval '121 seconds' where id = ${polled.id}`;
    expect((await worker.read()).get(polled.id)).toMatchObject({
      state: "yellow",
      hint: expect.stringContaining("worker"),
    });
  });

  it("is green for a channel that neither connects nor listens", async () => {
    expect((await aProcess().read()).get(web.id)).toEqual({ state: "green" });
  });
});
