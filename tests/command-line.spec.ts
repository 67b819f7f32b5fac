import { describe, expect, it } from "vitest";
import { missingFor, readCommandLine, servesPages, worksQueues } from "../src/command-line.ts";
import { readWords } from "../src/words-given.ts";

describe("the command line", () => {
  it("says nothing for a process that does everything, and names a role for one that shares the work", () => {
    expect(readCommandLine([])).toEqual({ ok: true, value: "all" });
    expect(readCommandLine(["--role", "web"])).toEqual({ ok: true, value: "web" });
    expect(readCommandLine(["--role=worker"])).toEqual({ ok: true, value: "worker" });
  });

  it.each([
    [["--roll", "web"], /--roll/],
    [["--role", "boss"], /no role "boss"/],
    [["--role", "all"], /no role "all"/],
    [["--role"], /--role/],
    [["web"], /web/],
  ])("%j is answered with what is wrong", (words, says) => {
    expect(readCommandLine(words)).toEqual({ ok: false, error: expect.stringMatching(says) });
  });
});

describe("words after a command", () => {
  const shape = { options: { limit: { type: "string", default: "50" } }, allowPositionals: true } as const;

  it("are its options and what stands beside them", () => {
    const given = readWords(["inbox", "--limit", "3"], shape);
    expect(given).toMatchObject({ ok: true, value: { values: { limit: "3" }, positionals: ["inbox"] } });
  });

  it("that it does not know are answered in one sentence", () => {
    expect(readWords(["--help"], shape)).toEqual({ ok: false, error: "Unknown option '--help'" });
    expect(readWords(["inbox"], { options: {} })).toMatchObject({ ok: false, error: expect.stringContaining("inbox") });
  });
});

describe("a role", () => {
  const own = { databaseUrl: null, secretsKey: null };
  const shared = { databaseUrl: "postgres://db/desk", secretsKey: null };

  it("that shares the work needs a database that several can reach, and is told why", () => {
    expect(missingFor("all", own)).toBeNull();
    expect(missingFor("worker", shared)).toBeNull();
    expect(missingFor("web", own)).toMatch(/--role web needs DATABASE_URL/);
    expect(missingFor("worker", own)).toMatch(/--role worker needs DATABASE_URL/);
  });

  it("that signs people in needs the key that the others sign with", () => {
    expect(missingFor("web", shared)).toMatch(/needs SECRETS_KEY/);
    expect(missingFor("web", { ...shared, secretsKey: "k".repeat(32) })).toBeNull();
  });

  it("serves pages or works the queues; one that is not named does both", () => {
    const does = (["all", "web", "worker"] as const).map((role) => [servesPages(role), worksQueues(role)]);
    expect(does).toEqual([
      [true, true],
      [true, false],
      [false, true],
    ]);
  });
});
