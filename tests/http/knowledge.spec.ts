import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { page, article as shape } from "../../src/http/schemas.ts";
import { recordOpenQuestion } from "../../src/knowledge/gaps.ts";
import { type HttpDesk, openHttp, signedIn } from "./app.ts";

let http: HttpDesk;
let agent: Record<string, string>;
let admin: Record<string, string>;
beforeAll(async () => {
  http = await openHttp();
  agent = await signedIn(http, "agent");
  admin = await signedIn(http, "admin");
});
afterAll(() => http.close());

const PATH = "/api/v1/articles";
const HOURS = {
  language: "en",
  title: "Opening hours",
  body: "We open at **nine**.\n\nOn Sundays we are closed.",
  questions: ["When do you open?"],
} as const;
const get = async (path: string) => (await http.ask("GET", `${PATH}${path}`, undefined, agent)).body;
const titles = async (query: string) => (await get(query)).items.map(({ title }: { title: string }) => title);

describe("an article", () => {
  it("is written by an admin, read by agents, found by its words, changed and deleted", async () => {
    const added = await http.ask("POST", PATH, HOURS, admin);
    expect(added.status).toBe(201);
    expect(shape.safeParse(added.body).error?.issues ?? []).toEqual([]);
    expect(added.body).toMatchObject({ ...HOURS, published: true, source: null });
    const { id } = added.body;
    expect(await get(`/${id}`)).toEqual(added.body);
    expect(page(shape).safeParse(await get("")).success).toBe(true);
    expect(await titles("?language=en&q=sund")).toEqual(["Opening hours"]);
    expect(await titles("?language=en&q=moon")).toEqual([]);
    expect(await titles("?language=fa")).toEqual([]);

    const changed = await http.ask("PUT", `${PATH}/${id}`, { ...HOURS, title: "Hours", published: false }, admin);
    expect(changed.body).toMatchObject({ id, title: "Hours", published: false });
    expect((await get("/search?q=sundays&language=en")).items).toEqual([]);

    expect((await http.ask("DELETE", `${PATH}/${id}`, undefined, admin)).body).toEqual({ deleted: true });
    for (const [method, body] of [["GET"], ["PUT", HOURS], ["DELETE"]] as const) {
      expect((await http.ask(method, `${PATH}/${id}`, body, admin)).status, method).toBe(404);
    }
  });

  it("is refused without a text to answer with, and nothing is stored", async () => {
    for (const wrong of [
      { body: "# Only a heading" },
      { body: " " },
      { title: "" },
      { language: "de" },
      { questions: [""] },
    ]) {
      const answer = await http.ask("POST", PATH, { ...HOURS, ...wrong }, admin);
      expect([answer.status, answer.body.error.code], JSON.stringify(wrong)).toEqual([400, "invalid"]);
    }
    expect(await titles("")).toEqual([]);
  });

  it("keeps no byte that a database cannot hold", async () => {
    const added = await http.ask("POST", PATH, { ...HOURS, title: "a\0b \ud83d", body: "x\0y" }, admin);
    expect(added.body).toMatchObject({ title: "ab \ufffd", body: "xy" });
    await http.ask("DELETE", `${PATH}/${added.body.id}`, undefined, admin);
  });

  it("leaves its traces in the audit log: who and which, never the text", async () => {
    const rows = await http.rows.sql`select action, detail from audit_log where action like 'article.%' order by id`;
    expect(rows.slice(0, 3)).toEqual([
      { action: "article.added", detail: { title: "Opening hours", language: "en" } },
      { action: "article.changed", detail: { title: "Hours", language: "en", published: false } },
      { action: "article.deleted", detail: { title: "Hours", language: "en" } },
    ]);
    expect(JSON.stringify(rows)).not.toContain("nine");
  });
});

describe("importing", () => {
  const send = (body: unknown) => http.ask("POST", `${PATH}/import`, body, admin);
  const one = { title: "Parking", body: "Behind the shop.", language: "en", questions: ["Is there parking?"] };

  it("takes a list or a table, and the same again changes and doubles nothing", async () => {
    expect((await send({ articles: [one] })).body).toMatchObject({ added: 1, changed: 0, unchanged: 0, faults: [] });
    const table = (text: string) => `title,body,questions\nParking,${text},Is there parking?\n`;
    expect((await send({ csv: table("Behind the shop."), language: "en" })).body).toMatchObject({ unchanged: 1 });
    expect((await send({ csv: table("Across the road."), language: "en" })).body).toMatchObject({
      added: 0,
      changed: 1,
    });
    const [first] = (await get("/search?q=is there parking&language=en")).items;
    expect(first).toMatchObject({ title: "Parking", text: "Across the road.", paragraph: 1, answers: true });
  });

  it("imports nothing where something is at fault, unless told to leave it out", async () => {
    const both = {
      articles: [
        { ...one, title: "Lift" },
        { ...one, title: "" },
      ],
    };
    const refused = await send(both);
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      expect.stringMatching(/^Nothing was imported\.\n2: there is no title; write one/),
    ]);
    expect(await titles("?q=lift")).toEqual([]);
    expect((await send({ ...both, skipBad: true })).body).toMatchObject({ added: 1, faults: [{ line: 2 }] });
    expect((await send({})).status).toBe(400);
  });
});

describe("questions without an answer", () => {
  const asked = (texts: readonly string[]) =>
    http.rows.sql.begin(async (tx) => {
      const { id } = await http.rows.conversation();
      for (const text of texts)
        await recordOpenQuestion(
          tx,
          { conversationId: id, turnId: 1, language: "en", text },
          http.rows.clock.advance(1_000),
        );
    });
  const gaps = async () => (await get("/gaps?language=en")).items;

  it("stand together where they ask the same, the newest first, until one is dismissed or written about", async () => {
    await asked(["Do you have a loyalty card?", "Can I rent a drill?", "Do you have loyalty cards?", "ok", "?"]);
    const [cards, drill, ...more] = await gaps();
    expect(more).toEqual([]);
    expect(cards).toMatchObject({
      text: "Do you have loyalty cards?",
      count: 2,
      examples: ["Do you have a loyalty card?"],
    });
    expect(drill).toMatchObject({ text: "Can I rent a drill?", count: 1, examples: [] });

    await http.ask("POST", PATH, { ...HOURS, title: "Loyalty cards", settles: cards.id }, admin);
    expect((await gaps()).map(({ text }: { text: string }) => text)).toEqual(["Can I rent a drill?"]);
    const dismissed = await http.ask("POST", `${PATH}/gaps/${drill.id}/dismiss`, undefined, admin);
    expect(dismissed.body).toEqual({ settled: 1 });
    expect(await gaps()).toEqual([]);
    expect((await http.ask("POST", `${PATH}/gaps/${drill.id}/dismiss`, undefined, admin)).status).toBe(404);
  });
});
