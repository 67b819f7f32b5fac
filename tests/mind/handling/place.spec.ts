import { describe, expect, it } from "vitest";
import { type Handling, placeReading } from "../../../src/mind/handling/place.ts";
import { aReading } from "../../core/situation.ts";
import { HANDLING } from "../../support/handling.ts";
import { turn } from "../offline/reading.ts";

const placed = (reading: Parameters<typeof aReading>[0], text = "سفارشم نرسیده", handling: Handling = HANDLING) =>
  placeReading(aReading(reading), turn(text), handling);

describe("a reading in the organisation's terms", () => {
  it("has the sub-category a model named, where the taxonomy has it in that category", () => {
    expect(placed({ subcategory: "tracking" }).subcategory).toBe("tracking");
  });

  it("has the one its words tell, where the model named none or one of elsewhere", () => {
    expect(placed({ subcategory: null }).subcategory).toBe("late");
    expect(placed({ subcategory: "charged_twice" }).subcategory).toBe("late");
    expect(placed({ subcategory: "made_up" }, "hello").subcategory).toBeNull();
  });

  it("asks what playbook and sub-category need, then what a model wants besides, and nothing that is known", () => {
    expect(placed({ subcategory: "marked_delivered" }).missing).toEqual(["order_id", "place"]);
    expect(placed({ subcategory: "late", missing: ["phone", "order_id"] }).missing).toEqual(["order_id", "phone"]);
    const order = { kind: "order_id", value: "1", quote: "1", confidence: 1 } as const;
    expect(placed({ subcategory: "late", facts: [order] }).missing).toEqual([]);
  });

  it("asks nothing of somebody who does not complain", () => {
    expect(placed({ complaint: false, subcategory: "late", missing: ["order_id"] }).missing).toEqual([]);
  });

  it("is at least as urgent as its sub-category, and says why; a calmer one takes nothing away", () => {
    const gas = { category: "account_technical", subcategory: "account_hacked" } as const;
    expect(placed({ ...gas, urgency: "normal" })).toMatchObject({ urgency: "high", reasons: ["account hacked"] });
    expect(placed({ ...gas, urgency: "critical", reasons: ["danger"] })).toMatchObject({
      urgency: "critical",
      reasons: ["danger"],
    });
    expect(placed({ subcategory: "tracking", urgency: "high" }).urgency).toBe("high");
  });

  it("is the same when it is placed again", () => {
    const once = placed({ subcategory: "marked_delivered" });
    expect(placeReading(once, turn("سفارشم نرسیده"), HANDLING)).toEqual(once);
  });
});
