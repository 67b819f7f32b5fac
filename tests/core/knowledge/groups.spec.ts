import { expect, it } from "vitest";
import { groupQuestions } from "../../../src/core/knowledge/groups.ts";
import { gramsOf } from "../../../src/core/knowledge/terms.ts";

const asked = (texts: readonly string[]) =>
  groupQuestions(
    texts.map((text, id) => ({ id, text, grams: gramsOf(text, "fa"), askedAt: new Date(-id) })),
    "fa",
  ).map(({ questions }) => questions.map(({ id }) => id));

it("questions that ask the same stand together, each group led by its newest", () => {
  expect(
    asked(["باشگاه مشتریان دارید؟", "اتو اجاره می‌دهید؟", "سلام، باشگاه مشتریان هم دارید؟", "اتو را اجاره میدین؟"]),
  ).toEqual([
    [0, 2],
    [1, 3],
  ]);
});

it("no question stands in two groups, and none is lost", () => {
  const texts = ["کادوپیچی دارید؟", "کادوپیچی می‌کنید؟", "بیمه دارید؟", "آگهی استخدام", "استخدام دارید؟"];
  expect(asked(texts).flat().sort()).toEqual(texts.map((_, id) => id));
});

it("an asking word and a verb make no group: what is asked about has to be shared", () => {
  expect(asked(["پیک کی میاد؟", "کی پولم میاد؟", "پس کی میاد؟", "کی میاد؟", "پیک کی میاد خونه؟"])).toEqual([
    [0, 4],
    [1],
    [2, 3],
  ]);
  expect(asked(["پولم برمی‌گردد؟", "مدیرتان برمی‌گردد؟"])).toEqual([[0], [1]]);
});
