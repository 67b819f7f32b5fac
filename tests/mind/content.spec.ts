import { describe, expect, it } from "vitest";
import { loadContent } from "../../src/mind/content.ts";
import { openMind } from "../../src/mind/open.ts";
import { copyOf } from "./handling/broken.ts";

const NOTHING_SET = { model: null, proxy: undefined, taxonomy: "retail" } as const;
const DEPS = { clock: { now: () => new Date(0) }, log: { warn: () => {} } };

describe("the content of the desk", () => {
  it("is whole as it stands, with either trade in force", () => {
    using copy = copyOf("");
    for (const taxonomy of ["retail", "home_appliances"]) expect(loadContent(copy.folder, taxonomy).ok).toBe(true);
  });

  it("does not start the desk with a mistake in it, and tells all of them with file, line and fix", async () => {
    using copy = copyOf("");
    copy.change("playbooks/delivery.md", (text) => text.replace("[order_id]", "[colour]"));
    copy.change("taxonomy/retail.yaml", (text) => text.replace("urgency: normal", "urgency: now"));
    copy.change("phrases/en/replies.md", (text) => text.replace("{time}", "soon"));
    const opening = openMind(NOTHING_SET, { prompts: copy.folder, modelFile: "" }, DEPS);
    const told = await opening.then(
      () => "",
      (error: Error) => error.message,
    );
    expect(told.split("\n")).toHaveLength(3);
    expect(told).toMatch(/playbooks\/delivery\.md:3: `ask\.0` is no kind of fact/);
    expect(told).toMatch(/taxonomy\/retail\.yaml:8: .* is no urgency/);
    expect(told).toMatch(/phrases\/en\/replies\.md:\d+: write \{time\} exactly once/);
  });

  it("may have a mistake in a trade that is not in force", () => {
    using copy = copyOf("");
    copy.change("taxonomy/home_appliances.yaml", (text) => text.replace("urgency: normal", "urgency: now"));
    expect(loadContent(copy.folder, "retail").ok).toBe(true);
  });
});
