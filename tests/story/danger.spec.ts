import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { draftsAt } from "../support/desk-drafts.ts";
import type { Visitor } from "../support/desk-visitor.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await aDesk();
});
afterAll(() => desk.stop());

interface Row {
  readonly id: string;
  readonly flags: readonly string[];
  readonly urgency: string;
}

const queue = async (): Promise<readonly Row[]> =>
  (await desk.api.get<{ items: readonly Row[] }>("/api/v1/inbox?view=worst")).body.items;
const rowOf = async ({ id }: Visitor): Promise<Row | undefined> => (await queue()).find((row) => row.id === id);
const briefOf = async ({ id }: Visitor) =>
  (await desk.api.get<{ brief: { summary: string; nextAction: string | null } | null }>(`/api/v1/conversations/${id}`))
    .body.brief;

/** A customer who says these one after another, each settled before the next. */
async function whoSays(...lines: readonly string[]): Promise<Visitor> {
  const customer = await desk.visitor();
  for (const line of lines) await desk.turnOf(customer.id, await customer.says(line));
  return customer;
}

const DANGERS = [
  {
    flag: "safety",
    lines: ["the power bank I bought from you exploded and burnt my child", "order 20113"],
    told: /burnt my child/,
    priority: "critical",
  },
  {
    flag: "crisis",
    lines: ["the jacket of order #48217 is too small", "I want to kill myself", "ok bye"],
    told: /kill myself/,
    priority: "critical",
  },
  {
    flag: "fraudPrivacy",
    lines: ["somebody hacked my account and paid with my card", "order 20114"],
    told: /hacked my account/,
    priority: "high",
  },
  {
    flag: "legalThreat",
    lines: ["the jacket of order #48218 is too small", "I will sue you, my lawyer is writing to you", "all right"],
    told: /sue you/,
    priority: "high",
  },
] as const;

describe.each(DANGERS)("after $flag, whatever is said next", ({ flag, lines, told, priority }) => {
  it("the queue shows it, and the case is as urgent as one opened for it", async () => {
    const customer = await whoSays(...lines);
    expect((await rowOf(customer))?.flags).toContain(flag);
    expect((await desk.conversation(customer.id)).ticket?.priority).toBe(priority);
  });

  it("the agent reads of it first, is told what to do about it, and is offered no composed words", async () => {
    const customer = await whoSays(...lines);
    const brief = await briefOf(customer);
    expect(brief?.summary.split("\n")[0]).toMatch(told);
    expect(brief?.nextAction).toBe(`grave.${flag}`);
    expect(await draftsAt(desk).of(customer.id)).toMatchObject({ kind: "proposal", text: "" });
    await draftsAt(desk).decide(customer.id, "reject");
    const { body } = await draftsAt(desk).decide(customer.id, "propose");
    expect(body.draft).toMatchObject({ text: "", nextAction: `grave.${flag}` });
  });
});

describe("the queue", () => {
  it("puts a danger that came up in an open case before whoever has waited longer", async () => {
    const [, crisis] = DANGERS;
    const waits = await whoSays("my parcel of order #48219 never came, I want to talk to a person");
    const danger = await whoSays(...crisis.lines);
    const ids = (await queue()).map(({ id }) => id);
    expect(ids).toContain(waits.id);
    expect(ids.indexOf(danger.id)).toBeLessThan(ids.indexOf(waits.id));
  });

  it("forgets a danger with the episode it belongs to", async () => {
    const customer = await whoSays(...DANGERS[0].lines);
    const sara = desk.agent("sara");
    await sara.says(customer.id, "I am Sara. Is everybody safe?");
    await sara.resolves(customer.id);
    await desk.turnOf(customer.id, await customer.says("yes, it is solved"));
    await desk.becomes(customer.id, ({ episode }) => episode === 2, "in its next episode");
    await desk.turnOf(customer.id, await customer.says("I want to talk to a person about my parcel"));
    expect((await rowOf(customer))?.flags).toEqual(["humanRequest"]);
  });
});
