import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Medium } from "../../src/core/heard.ts";
import type { Hearing, Media } from "../../src/ports/hearing.ts";
import { PDF, PNG, VOICE } from "../support/media.ts";

/** One implementation, and what of it the suite must know. */
export interface HearingCase {
  readonly hearing: Hearing;
  /** What it can make words of. */
  readonly hears: readonly Medium[];
  /** From now on whatever it asks never answers. Absent: it asks nobody. */
  readonly silence?: () => void;
  close(): Promise<void>;
}

export const MEDIA: Readonly<Record<Medium, Media>> = {
  voice: { medium: "voice", mime: "audio/ogg", bytes: VOICE, language: null },
  picture: { medium: "picture", mime: "image/png", bytes: PNG, language: "en" },
  document: { medium: "document", mime: "application/pdf", bytes: PDF, language: "fa" },
};
const MEDIUMS = Object.keys(MEDIA) as Medium[];
const NEVER = new AbortController().signal;

/** What every implementation of `src/ports/hearing.ts` keeps. */
export function hearingContract(name: string, open: () => Promise<HearingCase>): void {
  describe(`hearing: ${name}`, () => {
    let given: HearingCase;
    beforeAll(async () => {
      given = await open();
    });
    afterAll(() => given.close());

    it("says beforehand what it can make words of", () => {
      expect(MEDIUMS.filter((medium) => given.hearing.hears(medium))).toEqual(given.hears);
    });

    it.each(MEDIUMS)("makes words of a %s, or says why not, and never throws", async (medium) => {
      const heard = await given.hearing.hear(MEDIA[medium], NEVER);
      expect(heard.ok).toBe(given.hears.includes(medium));
      if (!heard.ok) return expect(heard.error).toMatchObject({ why: "off", detail: expect.stringMatching(/./) });
      expect(heard.value.kind).toBe(medium === "voice" ? "transcript" : "description");
      expect(heard.value.text.trim()).not.toBe("");
      for (const word of heard.value.doubtful) expect(heard.value.text).toContain(word);
    });

    it.each(MEDIUMS)("ends when the caller gives up on a %s", async (medium) => {
      given.silence?.();
      const caller = new AbortController();
      const heard = given.hearing.hear(MEDIA[medium], caller.signal);
      caller.abort();
      expect((await heard).ok).toBe(false);
    });

    it("answers at once where the caller has given up before", async () => {
      expect((await given.hearing.hear(MEDIA.voice, AbortSignal.abort())).ok).toBe(false);
    });
  });
}
