import { expect, it } from "vitest";
import { afterCrash, backoffMs } from "../../src/core/delivery.ts";

it("sends again what the desk said itself, and never a person's words behind their back", () => {
  expect(["bot", "notice", "status", "agent", "reopening"].map((speaker) => afterCrash(speaker as "bot"))).toEqual([
    "resend",
    "resend",
    "resend",
    "hold",
    "hold",
  ]);
});

it("waits twice as long after each attempt, up to a minute, however many there were", () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8].map(backoffMs);
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  expect(backoffMs(30_000)).toBe(60_000);
});
