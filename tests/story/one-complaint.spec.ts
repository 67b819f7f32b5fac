import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isCode } from "../../src/core/tracking-code.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { codeIn, TONGUES } from "./tongues.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await aDesk({ settings: { organisation: "Sepid" } });
});
afterAll(() => desk.stop());

describe.each(TONGUES)("a complaint in $name", (tongue) => {
  it("is answered, looked up by its code, taken by a person, and given back", async () => {
    const customer = await desk.visitor();
    const sara = desk.agent("sara");

    await customer.says(tongue.complaint);
    const answer = await customer.reply();
    expect(answer.author).toBe("bot");
    expect(answer.text).toMatch(tongue.introduces);
    expect(answer.text).toContain("Sepid");
    expect(answer.text).toMatch(tongue.script);
    expect(answer.text.replaceAll("Sepid", "")).not.toMatch(tongue.never);
    expect(answer.text).toContain(tongue.order);
    const code = codeIn(answer.text.replaceAll(tongue.order, ""));
    expect(isCode(code)).toBe(true);
    expect(await desk.ticket(code)).toMatchObject({ status: "new", category: "delivery", priority: "normal" });

    await customer.says(tongue.digits(code));
    const status = await customer.reply();
    expect(status).toMatchObject({ author: "system", kind: "notice" });
    expect(status.text).toContain(code);
    expect(status.text).toMatch(tongue.script);
    expect(status.text).not.toMatch(tongue.introduces);

    await customer.says(tongue.asksForPerson);
    const queued = await customer.reply();
    expect(queued).toMatchObject({ author: "system", kind: "notice", delivery: "sent" });
    expect(queued.text).toContain(code);
    expect(queued.text).toMatch(tongue.script);
    const waiting = await desk.conversation(customer.id);
    expect(waiting).toMatchObject({ state: "queued", owner: { kind: "queue", reason: "asked_for_human" } });
    expect(waiting.owner.promisedAt).not.toBeNull();

    const said = await sara.says(customer.id, tongue.agentHello);
    expect(await customer.reply()).toMatchObject({
      id: said.message.id,
      author: "agent",
      text: tongue.agentHello,
      delivery: "sent",
    });
    expect(await desk.conversation(customer.id)).toMatchObject({
      state: "human",
      owner: { kind: "agent", agentId: "sara", reason: "agent_message" },
    });

    const turn = await desk.turnOf(customer.id, await customer.says(tongue.later));
    expect(turn.decision).toMatchObject({ kind: "none", rule: "person-owns" });
    expect(customer.unread).toEqual([]);

    await sara.releases(customer.id);
    const released = await customer.reply();
    expect(released).toMatchObject({ author: "system", kind: "notice" });
    expect(released.text).toMatch(tongue.script);
    await customer.says(tongue.later);
    expect(await customer.reply()).toMatchObject({ author: "bot" });

    const moves = await desk.transitions(customer.id);
    expect(moves.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      ["bot", "queued", "asked_for_human"],
      ["queued", "human", "agent_message"],
      ["human", "bot", "released"],
    ]);
    const first = moves[0]?.epoch ?? 0;
    expect(moves.map(({ epoch }) => epoch)).toEqual([first, first + 1, first + 2]);
    expect(moves.map(({ noticeMessageId }) => noticeMessageId)).toEqual([queued.id, null, released.id]);
    expect(desk.log).toEqual([]);
  });
});
