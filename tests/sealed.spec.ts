import { describe, expect, it } from "vitest";
import { sealWith } from "../src/sealed.ts";

const KEY = "a key of the desk, long enough to be one";
const seal = sealWith(KEY);

describe("a sealed secret", () => {
  it("opens with the same key for the same purpose, in another process too", () => {
    const sealed = seal.close("توکن 🔑", "channel 7");
    expect(sealWith(KEY).open(sealed, "channel 7")).toBe("توکن 🔑");
  });

  it("shows nothing of itself, and never looks the same twice", () => {
    const [one, two] = [seal.close("secret-token", "p"), seal.close("secret-token", "p")];
    expect(one).not.toBe(two);
    expect(Buffer.from(one.slice(3), "base64url").toString("latin1")).not.toContain("secret-token");
  });

  it("does not open with another key, for another purpose, or changed by one byte", () => {
    const sealed = seal.close("secret-token", "channel 7");
    expect(sealWith(`${KEY}!`).open(sealed, "channel 7")).toBeNull();
    expect(seal.open(sealed, "channel 8")).toBeNull();
    const bytes = Buffer.from(sealed.slice(3), "base64url");
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(seal.open(`v1.${changed.toString("base64url")}`, "channel 7"), `byte ${at}`).toBeNull();
    }
  });

  it("that is none is null, not an error", () => {
    for (const text of ["", "v1.", "v1.AAAA", "plain text", "v2.abcd", `v1.${"A".repeat(200)}`]) {
      expect(seal.open(text, "p"), text).toBeNull();
    }
  });
});
