import { beforeAll, describe, expect, it } from "vitest";
import { segmentsOf } from "../../adapters/sms/segments.ts";
import { sentences } from "../mind/writing/words.ts";
import { conversationsPage } from "./page.ts";
import { countCodes, type Heard, type Played, play } from "./play.ts";
import type { Place } from "./scene.ts";
import { arabic } from "./scenes/ar.ts";
import { english } from "./scenes/en.ts";
import { persian } from "./scenes/fa.ts";

const places: { readonly place: Place; readonly played: readonly Played[] }[] = [];
beforeAll(async () => {
  for (const place of [persian, arabic, english]) places.push({ place, played: await play(place) });
}, 180_000);

const conversations = () => places.flatMap(({ played }) => played);
/** What the desk itself said, without people. */
const ours = ({ heard }: Played): readonly Heard[] =>
  heard.filter(({ author }) => author === "bot" || author === "system");
const timeless = (sentence: string): string => sentence.replace(/[\d۰-۹٠-٩]+/gu, "0");

describe("ten conversations a language", () => {
  it("are printed in docs/conversations.md as they are now (npm run -s conversations makes it anew)", async () => {
    await expect(countCodes(conversationsPage(places))).toMatchFileSnapshot("../../docs/conversations.md");
  });

  it("hold no sentence of ours twice", () => {
    const again = conversations().flatMap((one) => {
      const said = ours(one).flatMap(({ text }) => sentences(text).map(timeless));
      return said
        .filter((sentence, at) => said.indexOf(sentence) !== at)
        .map((sentence) => [one.scene.title, sentence]);
    });
    expect(again).toEqual([]);
  });

  it("hold one question a message at most, and no question twice", () => {
    for (const one of conversations()) {
      for (const { text } of ours(one)) expect(text.match(/[?؟]/gu)?.length ?? 0).toBeLessThanOrEqual(1);
      const asked = ours(one).flatMap(({ why }) => /asked (\w+)/.exec(why)?.[1] ?? []);
      expect(new Set(asked).size).toBe(asked.length);
    }
  });

  it("hold no message longer than a chat or two text messages bear, and no emoji", () => {
    for (const one of conversations()) {
      for (const { text, author } of ours(one)) {
        expect(text.length).toBeLessThanOrEqual(500);
        expect(text).not.toMatch(/\p{Extended_Pictographic}/u);
        if (one.scene.channel === "sms" && author === "bot") expect(segmentsOf(text)).toBeLessThanOrEqual(2);
      }
    }
  });
});
