import { describe, expect, it } from "vitest";
import { createLog } from "../src/log.ts";

const TOKEN = 'a+secret/"token"=of-the-tests';

function written(act: (log: ReturnType<typeof createLog>) => void): string {
  let text = "";
  const destination = {
    write(line: string) {
      text += line;
    },
  };
  act(createLog("info", { secrets: [TOKEN], destination }));
  return text;
}

/** An error as the database's driver throws it. */
function databaseError(message: string): Error {
  return Object.assign(new Error(message), { name: "PostgresError", code: "22P02" });
}

describe("the log", () => {
  it.each([
    ["a message", TOKEN],
    ["an address", `https://api.example.com/bot${encodeURIComponent(TOKEN)}/sendMessage`],
    ["an error's words", `getaddrinfo ENOTFOUND ${TOKEN}`],
  ])("holds no secret that came in %s", (_where, words) => {
    const text = written((log) => log.error({ error: new Error(words), url: words }, words));
    expect(text).toContain("[hidden]");
    for (const spelling of [TOKEN, encodeURIComponent(TOKEN), JSON.stringify(TOKEN).slice(1, -1)]) {
      expect(text).not.toContain(spelling);
    }
  });

  it("stays one JSON line an event when a secret is taken out", () => {
    expect(() => JSON.parse(written((log) => log.warn({ url: TOKEN }, `with ${TOKEN}`)))).not.toThrow();
  });

  it("says what kind of error a database gave, and not which value it was about", () => {
    const text = written((log) =>
      log.error({ error: databaseError('invalid input syntax for type bigint: "سارا\n0912"') }, "failed"),
    );
    expect(JSON.parse(text).error).toMatchObject({ code: "22P02", message: "invalid input syntax for type bigint" });
    expect(text).not.toContain("0912");
  });

  it("drops the statement and its values where a query builder repeats them", () => {
    const cause = databaseError('duplicate key value violates unique constraint "agents_email"');
    const error = new Error("Failed query: insert into sessions values ($1)\nparams: s3ss10n-t0ken", { cause });
    const text = written((log) => log.error({ error }, "failed"));
    expect(text).toContain("duplicate key");
    expect(text).not.toContain("s3ss10n");
    const alone = written((log) => log.error({ error: new Error("Failed query: x\nparams: s3ss10n") }, "failed"));
    expect(alone).not.toContain("s3ss10n");
  });
});
