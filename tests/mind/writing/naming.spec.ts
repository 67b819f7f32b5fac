import { describe, expect, it } from "vitest";
import { addressName } from "../../../src/mind/writing/naming.ts";

describe("how a customer is addressed", () => {
  it.each([
    ["en", "Sara Mohammadi", "Sara"],
    ["fa", "رضا کریمی", "رضای"],
    ["fa", "خانم احمدی", "خانم احمدی"],
    ["ar", "عبد الله", "عبد الله"],
    ["ar", "أبو محمد", "أبو محمد"],
    ["en", "Dr Karimi", "Dr Karimi"],
    ["fa", "امیر‌حسین", "امیر‌حسین"],
  ] as const)("%s: %s is %s", (language, contact, name) => {
    expect(addressName(language, contact)).toBe(name);
  });

  it.each([
    null,
    "",
    "   ",
    "🔥🔥",
    "ali_1380",
    "09121234567",
    "@shop",
    "A",
    "دکتر",
    "https://x.example",
    "x".repeat(40),
  ])("%s is no name to say", (contact) => {
    expect(addressName("fa", contact)).toBeNull();
  });
});
