import { describe, expect, it } from "vitest";
import { notYetShown } from "../../src/console/api/not-yet-shown.ts";

const written = (text: string, state = "sending") => ({ text, after: 4, state });
const said = (sequence: number, text: string, agentId = "sara") => ({ sequence, text, agentId });
const texts = (items: readonly { text: string }[]) => items.map(({ text }) => text);

describe("what is on its way", () => {
  it("is shown until it stands among the messages", () => {
    const items = [written("one"), written("two")];
    expect(texts(notYetShown(items, [], "sara"))).toEqual(["one", "two"]);
    expect(texts(notYetShown(items, [said(5, "one")], "sara"))).toEqual(["two"]);
  });

  it("is not mistaken for the same words said before, or by a colleague", () => {
    const items = [written("ok")];
    expect(texts(notYetShown(items, [said(3, "ok"), said(5, "ok", "maryam")], "sara"))).toEqual(["ok"]);
  });

  it("written twice and arrived once is shown once more", () => {
    const items = [written("ok"), written("ok")];
    expect(notYetShown(items, [said(5, "ok")], "sara")).toHaveLength(1);
  });

  it("but refused stays in sight, whatever was said", () => {
    expect(notYetShown([written("ok", "refused")], [said(5, "ok")], "sara")).toHaveLength(1);
  });
});
