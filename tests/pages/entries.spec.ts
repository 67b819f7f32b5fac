import { describe, expect, it } from "vitest";
import { entriesOf } from "../../src/pages/conversation/entries.ts";
import { aMessage } from "./message.ts";

const utcDay = (iso: string) => iso.slice(0, 10);
const keys = (...given: Parameters<typeof entriesOf>) => entriesOf(...given).map(({ key }) => key);
const minute = (minutes: number) => `2026-03-25T12:${String(minutes).padStart(2, "0")}:00Z`;

describe("a conversation on one line", () => {
  it("is empty where nothing was said", () => {
    expect(entriesOf([], [], utcDay)).toEqual([]);
  });

  it("has messages and changes of owner in the order in which they happened, whatever order they come in", () => {
    const messages = [
      aMessage(3, { author: "agent", agentId: "sara", createdAt: minute(9) }),
      aMessage(1, { createdAt: minute(1) }),
    ];
    const changes = [{ epoch: 2, at: minute(5) }];
    expect(keys(messages, changes, utcDay)).toEqual(["day-2026-03-25", "m1", "epoch-2", "m3"]);
  });

  it("begins each day with a line, and a quiet day has none", () => {
    const messages = [
      aMessage(1, { createdAt: "2026-03-23T23:59:00Z" }),
      aMessage(2, { createdAt: "2026-03-25T00:01:00Z" }),
    ];
    expect(keys(messages, [], utcDay)).toEqual(["day-2026-03-23", "m1", "day-2026-03-25", "m2"]);
  });

  it("at one instant puts the customer's words before the change they caused, and ours after it", () => {
    const messages = [aMessage(2, { author: "system", kind: "notice" }), aMessage(1)];
    const changes = [{ epoch: 2, at: messages[0]?.createdAt ?? "" }];
    expect(keys(messages, changes, utcDay)).toEqual(["day-2026-03-25", "m1", "epoch-2", "m2"]);
  });

  it("at one instant keeps the order of the messages", () => {
    expect(keys([aMessage(2), aMessage(1)], [], utcDay)).toEqual(["day-2026-03-25", "m1", "m2"]);
  });
});

describe("a message that follows another of the same voice", () => {
  const follows = (...given: Parameters<typeof entriesOf>) =>
    entriesOf(...given).flatMap((entry) => (entry.kind === "message" ? [entry.follows] : []));

  it("stands closer", () => {
    expect(follows([aMessage(1), aMessage(2), aMessage(3, { author: "bot" })], [], utcDay)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("does not after another agent, a notice, a change of owner or midnight", () => {
    const agent = (sequence: number, agentId: string) => aMessage(sequence, { author: "agent", agentId });
    expect(follows([agent(1, "sara"), agent(2, "omid")], [], utcDay)).toEqual([false, false]);
    const notice = { author: "system", kind: "notice" } as const;
    expect(follows([aMessage(1, notice), aMessage(2, notice)], [], utcDay)).toEqual([false, false]);
    const apart = [aMessage(1, { createdAt: minute(1) }), aMessage(2, { createdAt: minute(3) })];
    expect(follows(apart, [{ epoch: 2, at: minute(2) }], utcDay)).toEqual([false, false]);
    const nights = [aMessage(1, { createdAt: "2026-03-24T23:59:00Z" }), aMessage(2, { createdAt: minute(0) })];
    expect(follows(nights, [], utcDay)).toEqual([false, false]);
  });
});
