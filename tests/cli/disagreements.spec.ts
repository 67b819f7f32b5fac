import { afterAll, beforeAll, expect, it } from "vitest";
import { disagreements } from "../../src/cli/disagreements.ts";
import { NO_FLAGS } from "../../src/core/reading.ts";
import { json } from "../../src/db/connect.ts";
import { aReading } from "../core/situation.ts";
import { deskOnFolder, type FolderDesk } from "./desk-on-folder.ts";

let folder: FolderDesk;
beforeAll(async () => {
  folder = deskOnFolder();
  await folder.start();
  await folder.look(({ sql }) =>
    sql.begin(async (tx) => {
      const [contact] = await tx<{ id: number }[]>`insert into contacts (name) values ('') returning id`;
      const [account] = await tx<{ id: number }[]>`select id from channel_accounts limit 1`;
      if (!contact || !account) throw new Error("There is no contact or account.");
      const [identity] = await tx<{ id: number }[]>`
        insert into identities (contact_id, account_id, external_id) values (${contact.id}, ${account.id}, 'x')
        returning id`;
      const [conversation] = await tx<{ id: number }[]>`
        insert into conversations (account_id, thread_id, contact_id, identity_id)
        values (${account.id}, 'x', ${contact.id}, ${identity?.id ?? 0}) returning id`;
      const turn = (outcome: string, text: string, offline: object | null) => tx`
        insert into turns (conversation_id, episode, epoch, reading, offline_reading, decision, outcome, engine,
          message_ids, started_at, finished_at)
        values (${conversation?.id ?? 0}, 1, 1, ${json(aReading({ redacted: text, category: "payment_billing", heat: 2 }))}::jsonb,
          ${offline && json(offline)}::jsonb, '{}'::jsonb, ${outcome}, 'openai', '{}'::bigint[], now(), now())`;
      await turn("released", "they agree", null);
      await turn("released", "the card [CARD_1] was charged", aReading({ category: "delivery" }));
      await turn("superseded", "read again", aReading({ category: "delivery" }));
      await turn("released", "newest", aReading({ flags: { ...NO_FLAGS, abusive: true } }));
    }),
  );
});
afterAll(() => folder.close());

const run = (...words: string[]) =>
  disagreements(words, { config: folder.config, say: () => {}, signal: new AbortController().signal });

it("prints what the engines read differently, newest first, as rows to learn from with both labels", async () => {
  const answer = await run();
  const rows = answer.ok ? answer.value.map((line) => JSON.parse(line)) : [];
  expect(rows.map(({ text }) => text)).toEqual(["newest", "the card [CARD_1] was charged"]);
  expect(rows[0].offline.flags).toEqual(["abusive"]);
  expect(rows[1]).toMatchObject({
    second: null,
    sentiment: "negative",
    heat: 2,
    urgency: "normal",
    language: "fa",
    category: "payment_billing",
    offline: { category: "delivery", urgency: "normal", flags: [] },
  });
});

it("prints as many as asked for", async () => {
  expect(await run("--limit", "1")).toMatchObject({ ok: true, value: [expect.stringContaining("newest")] });
});

it.each([["--limit", "0"], ["--limit", "many"], ["--all"]])(
  "refuses %s %s and says how it is used",
  async (...words) => {
    expect(await run(...words)).toMatchObject({ ok: false, error: { message: expect.stringContaining("--limit 50") } });
  },
);
