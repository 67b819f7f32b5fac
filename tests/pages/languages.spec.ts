import { describe, expect, it } from "vitest";
import { directionOf, pickLanguage } from "../../src/pages/language/languages.ts";

describe("the language of a page", () => {
  it("is the first wish it can meet, whatever the region and the case", () => {
    expect(pickLanguage([null, "de-DE", "AR-eg", "en"])).toBe("ar");
    expect(pickLanguage(["en-GB"])).toBe("en");
  });

  it("is Persian where nobody wishes for one it speaks", () => {
    expect(pickLanguage([])).toBe("fa");
    expect(pickLanguage([null, "de", "tr"])).toBe("fa");
  });

  it("has a direction", () => {
    expect((["fa", "ar", "en"] as const).map(directionOf)).toEqual(["rtl", "rtl", "ltr"]);
  });
});
