import { expect, it } from "vitest";
import { zoneMatches } from "../../src/console/settings/zones.ts";

const ZONES = Intl.supportedValuesOf("timeZone");
const found = (words: string) => ZONES.filter((zone) => zoneMatches(zone, words));

it.each([
  ["تهران", "Asia/Tehran"],
  ["ایران", "Asia/Tehran"],
  ["طهران", "Asia/Tehran"],
  ["ايران", "Asia/Tehran"],
  ["دبي", "Asia/Dubai"],
  ["الإمارات", "Asia/Dubai"],
  ["قاهره", "Africa/Cairo"],
  ["القاهرة", "Africa/Cairo"],
  ["آلمان", "Europe/Berlin"],
  ["new york", "America/New_York"],
  ["America/New_Y", "America/New_York"],
  ["iran", "Asia/Tehran"],
])("a zone is found by %s", (words, zone) => {
  expect(found(words)).toContain(zone);
});

it("nothing is found by what names no place", () => {
  expect(found("سلام دنیا")).toEqual([]);
});
