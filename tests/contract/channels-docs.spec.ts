import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { channelsPage, PAGE } from "./channels-docs.ts";

it("docs/channels.md says what the adapters and their suite say (npm run -s channels:docs makes it anew)", async () => {
  expect(readFileSync(PAGE, "utf8")).toBe(await channelsPage());
});
