import { expect, it } from "vitest";
import { paragraphsOf } from "../../../src/core/knowledge/paragraphs.ts";

const texts = (markdown: string) => paragraphsOf(markdown).map(({ text }) => text);

it("blank lines part paragraphs, and they are numbered from 1 in their order", () => {
  expect(paragraphsOf("One\r\nstill one.\r\n\r\n\r\nTwo.")).toEqual([
    { number: 1, text: "One\nstill one.", heading: "" },
    { number: 2, text: "Two.", heading: "" },
  ]);
});

it("a heading is no paragraph: it stands with those below it", () => {
  expect(paragraphsOf("Before.\n# Fees #\nTen.\n\nTwenty.\n## Other\nNone.")).toEqual([
    { number: 1, text: "Before.", heading: "" },
    { number: 2, text: "Ten.", heading: "Fees" },
    { number: 3, text: "Twenty.", heading: "Fees" },
    { number: 4, text: "None.", heading: "Other" },
  ]);
});

it("a list stays together, and what a chat cannot show is taken away", () => {
  expect(texts("* **red**\n* `blue`\n+ *green*\n\n> See [our list](https://x.test/a_b) or <3 * 4>.\n\n---\n")).toEqual([
    "- red\n- blue\n- green",
    "See our list (https://x.test/a_b) or <3 * 4>.",
  ]);
});

it.each(["", " \n\n ", "# Only a heading", "***\n\n---"])("there is none in %j", (markdown) => {
  expect(paragraphsOf(markdown)).toEqual([]);
});
