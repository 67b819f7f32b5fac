import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../support/telegram-faults.ts";
import { KAVENEGAR_DOOR, openKavenegar, SECRET } from "../open.ts";

const adapter = openKavenegar({ webhookSecret: SECRET });
const verdict = (url: string) =>
  adapter.verify?.({ method: "POST", url, headers: { authorization: SECRET }, body: new Uint8Array() });
const door = "https://desk.example.org/webhooks/kavenegar";

describe("judging who pushes", () => {
  it("takes the secret in the URL, wherever it stands there", () => {
    const fields = "messageid=1&from=09120000001&message=x";
    for (const url of [KAVENEGAR_DOOR, `${door}?${fields}&secret=${SECRET}`, `/webhooks/kavenegar?secret=${SECRET}`]) {
      expect(verdict(url), url).toEqual({ kind: "genuine" });
    }
  });

  it.each([
    door,
    `${door}?`,
    `${door}?secret=`,
    `${door}?secret`,
    `${door}?Secret=${SECRET}`,
    `${door}?secret=${SECRET.slice(1)}`,
    `${door}?secret=${SECRET}x`,
    `${door}?secret=${SECRET.toUpperCase()}`,
    `${door}?secret=${"x".repeat(100_000)}`,
    `${door}?secret=${SECRET}&secret=other`,
    `${door}/${SECRET}`,
    `${door}?other=${SECRET}`,
    "",
  ])("calls forged what has no, a short, a long or a wrong secret: %.80s", (url) => {
    const judged = verdict(url);
    expect(judged).toMatchObject({ kind: "forged" });
    expect(JSON.stringify(judged)).not.toContain(SECRET);
  });

  it("refuses 2,000 guesses", () => {
    const random = seededRandom(5);
    const letters = "ABCabc0123_-%/?&=#سx";
    for (let round = 0; round < 2000; round += 1) {
      const at = Math.floor(random() * SECRET.length);
      const letter = letters[Math.floor(random() * letters.length)] ?? "";
      const guess = SECRET.slice(0, at) + letter + SECRET.slice(at + (random() < 0.5 ? 1 : 0));
      if (guess !== SECRET)
        expect(verdict(`${door}?secret=${encodeURIComponent(guess)}`), guess).toMatchObject({ kind: "forged" });
    }
  });
});
