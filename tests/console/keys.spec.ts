import { describe, expect, it } from "vitest";
import { keyOf } from "../../src/console/shell/key-of.ts";

const pressed = (key: string, code: string, shiftKey = false) => keyOf({ key, code, shiftKey });

describe("a key", () => {
  it("is what stands on it on a Latin keyboard, also where the letters lie elsewhere", () => {
    expect(pressed("j", "KeyJ")).toBe("j");
    // On a Dvorak keyboard the j lies where others have the c.
    expect(pressed("j", "KeyC")).toBe("j");
    expect(pressed("?", "Slash", true)).toBe("?");
  });

  it("is the one in its place on a Persian or Arabic keyboard", () => {
    expect(pressed("ت", "KeyJ")).toBe("j");
    expect(pressed("ن", "KeyK")).toBe("k");
    expect(pressed("ق", "KeyR")).toBe("r");
    expect(pressed("؟", "Slash", true)).toBe("?");
    expect(pressed("ظ", "Slash")).toBe("/");
  });

  it("without a letter keeps its name", () => {
    expect(pressed("ArrowDown", "ArrowDown")).toBe("ArrowDown");
    expect(pressed("Escape", "Escape")).toBe("Escape");
  });
});
