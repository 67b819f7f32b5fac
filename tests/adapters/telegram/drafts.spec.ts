import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegramApi, type TelegramApi } from "../../support/telegram-api.ts";
import { openTelegram } from "./open.ts";
import { noSignal, part } from "./part.ts";

let api: TelegramApi;
beforeEach(async () => {
  api = await startTelegramApi();
});
afterEach(() => api.close());

/** Pauses end when the test lets them. */
function writer() {
  const pauses: { readonly ms: number; readonly end: () => void }[] = [];
  const adapter = openTelegram(
    { token: api.token, apiRoot: api.root },
    {
      wait: (ms, signal) =>
        new Promise((resolve) => {
          pauses.push({ ms, end: resolve });
          signal.addEventListener("abort", () => resolve());
        }),
    },
  );
  return { adapter, pauses };
}
const shown = () =>
  api.journal.filter(({ method }) => method === "sendMessageDraft").map(({ payload }) => payload.text);

describe("words that are still being written", () => {
  it("are shown at most once a second, the newest then", async () => {
    const { adapter, pauses } = writer();
    for (const text of ["س", "سل", "سلا", "سلام"]) await adapter.showDraft("700001", 7, text);
    expect(shown()).toEqual(["س"]);
    await expect.poll(() => pauses.map(({ ms }) => ms)).toEqual([1000]);
    pauses[0]?.end();
    await api.calls("sendMessageDraft", 2);
    expect(shown()).toEqual(["س", "سلام"]);
    expect(api.journal[0]?.payload).toEqual({ chat_id: 700001, draft_id: 7, text: "س" });
  });

  it("never come after the message itself", async () => {
    const { adapter } = writer();
    await adapter.showDraft("700001", 7, "سلا");
    await adapter.showDraft("700001", 7, "سلام، سفارش");
    await adapter.send(part({ text: "سلام، سفارش شما در راه است." }), noSignal());
    expect(api.journal.map(({ method }) => method)).toEqual(["sendMessageDraft", "sendMessage"]);
    await adapter.showDraft("700001", 8, "باز");
    expect(shown()).toEqual(["سلا", "باز"]);
  });

  it("wait for as long as Telegram says, and stop no answer when it refuses them", async () => {
    const { adapter, pauses } = writer();
    api.failNext("sendMessageDraft", { kind: "limited", retryAfter: 9 });
    await adapter.showDraft("700001", 7, "س");
    await expect.poll(() => pauses.map(({ ms }) => ms)).toEqual([9000]);
    expect(await adapter.send(part(), noSignal())).toMatchObject({ kind: "sent" });
  });

  it("are shown in private chats with the bot alone, under an id that Telegram takes, within its limit", async () => {
    const { adapter } = writer();
    await adapter.showDraft("-100123", 7, "x");
    await adapter.showDraft("bc-77:700001", 7, "x");
    await adapter.showDraft("no chat", 7, "x");
    await adapter.showDraft("700001", 0, "x");
    await adapter.showDraft("700001", Number.NaN, "x");
    expect(api.journal).toEqual([]);
    await adapter.showDraft("700001", -3, "س".repeat(5000));
    expect(shown()).toEqual(["س".repeat(4096)]);
    expect(api.journal[0]?.outcome).toBe("ok");
  });

  it("fail in silence", async () => {
    const { adapter } = writer();
    await api.close();
    await expect(adapter.showDraft("700001", 7, "س")).resolves.toBeUndefined();
  });
});
