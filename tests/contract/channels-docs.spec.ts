import { expect, it } from "vitest";
import { channelsPage } from "./channels-docs.ts";

it("docs/channels.md says what the adapters and their suite say (npm run -s channels:docs makes it anew)", async () => {
  await expect(await channelsPage()).toMatchFileSnapshot("../../docs/channels.md");
});
