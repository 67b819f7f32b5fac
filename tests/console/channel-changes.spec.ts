import { describe, expect, it } from "vitest";
import { changesOf } from "../../src/console/channels/changes.ts";

/** A bot with a secret, and an address of its own. */
const SHOWN = { token: true, webhookSecret: true, apiRoot: "http://bots.example" } as const;

describe("what is sent of an account's settings", () => {
  it("is only what changes", () => {
    expect(changesOf(SHOWN, {})).toEqual({});
    expect(changesOf(SHOWN, { apiRoot: "http://bots.example" })).toEqual({});
    expect(changesOf(SHOWN, { apiRoot: " http://other.example\n" })).toEqual({ apiRoot: "http://other.example" });
  });

  it("keeps a secret that was left empty, and takes one away only on demand", () => {
    expect(changesOf(SHOWN, { token: "", webhookSecret: null })).toEqual({ webhookSecret: null });
    expect(changesOf(SHOWN, { token: "700:new" })).toEqual({ token: "700:new" });
  });

  it("takes away what was shown and is empty now, and says nothing of what was never there", () => {
    expect(changesOf(SHOWN, { apiRoot: " " })).toEqual({ apiRoot: null });
    expect(changesOf({}, { apiRoot: "", webhookSecret: null })).toEqual({});
  });
});
