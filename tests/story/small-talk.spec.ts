import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await aDesk({ settings: { organisation: "Sepid" } });
});
afterAll(() => desk.stop());

const PERSIAN = /[\u06CC\u06A9]/;
const COMPLAINT = "my order #48217 never came";

/** A customer with an open case, whose answer is read. */
async function waiting() {
  const customer = await desk.visitor();
  await customer.says(COMPLAINT);
  await customer.reply();
  return customer;
}

describe("a wish for a language", () => {
  it("is kept from there on, whatever is written, and changes nothing in the case", async () => {
    const customer = await waiting();
    await customer.says("فارسی جواب بده");
    const confirmed = await customer.reply();
    expect(confirmed.text).toMatch(/فارسی/);
    expect(confirmed.text).toMatch(/پرونده/);
    expect(confirmed.text).not.toMatch(/\p{Nd}\p{Nd}:/u);
    await customer.says("it was order #48217 and it is still not here");
    expect((await customer.reply()).text).toMatch(PERSIAN);
    await customer.says("agent");
    expect(await customer.reply()).toMatchObject({ author: "system", text: expect.stringMatching(PERSIAN) });
  });

  it("holds for a customer who wrote nothing else before", async () => {
    const customer = await desk.visitor();
    await customer.says("farsi benevis");
    expect((await customer.reply()).text).toMatch(PERSIAN);
    await customer.says("my parcel has not arrived");
    expect((await customer.reply()).text).toMatch(PERSIAN);
    await customer.says("OK English please");
    const turned = await customer.reply();
    expect(turned.text).toMatch(/English/);
    expect(turned.text).not.toMatch(PERSIAN);
  });
});

describe.each([
  "Bonjour, ma commande n'est pas arrivée depuis deux semaines",
  "Siparişim iki haftadır gelmedi, ne yapmalıyım",
  "Здравствуйте, мой заказ не пришел уже две недели",
  "Meine Bestellung ist seit zwei Wochen nicht angekommen",
])("a language we do not speak: %s", (text) => {
  it("is answered in English, and told once which we speak; notices speak it too", async () => {
    const customer = await desk.visitor();
    const turn = await desk.turnOf(customer.id, await customer.says(text));
    expect(turn.reading.language).toBe("other");
    const answer = await customer.reply();
    expect(answer.text).not.toMatch(PERSIAN);
    expect(answer.text).toMatch(/Persian, Arabic (?:and|or) English/);
    await customer.says(text);
    expect((await customer.reply()).text).not.toMatch(/Persian, Arabic/);
    await customer.says("agent");
    const { text: queued } = await customer.reply();
    expect(queued).not.toMatch(PERSIAN);
  });
});

describe("a knock at the door of an open case", () => {
  it.each(["hello??", "are you there?", "?"])("%s is told when the next word comes", async (knock) => {
    const customer = await waiting();
    await customer.says(knock);
    const { text } = await customer.reply();
    expect(text).toMatch(/\d\d:\d\d/);
    expect(text).not.toMatch(/Whenever you need us/);
  });

  it.each(["ok", "👍", "thanks"])("%s is acknowledged shortly, without the record", async (said) => {
    const customer = await waiting();
    await customer.says(said);
    const { text } = await customer.reply();
    expect(text).not.toMatch(/\d\d:\d\d|#48217|case/);
    expect(text.length).toBeLessThan(90);
  });
});

describe("without a case", () => {
  it.each(["کسی هست؟", "are you there?", "?", "شما آدمی یا ربات؟", "am I talking to a human?"])(
    "%s is answered at once, with no promise and no case",
    async (said) => {
      const customer = await desk.visitor();
      await customer.says(said);
      const answer = await customer.reply();
      expect(answer.author).toBe("bot");
      expect(answer.text).not.toMatch(/\p{Nd}\p{Nd}:/u);
      expect(await desk.conversation(customer.id)).toMatchObject({ state: "bot", ticket: null });
    },
  );
});
