import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { holdDesk } from "../../src/db/embedded/desk-lock.ts";
import { lockAddress } from "../../src/db/embedded/process-lock.ts";
import { otherProcess } from "../support/embedded-process.ts";
import { type TempFolder, tempFolder } from "../support/temp-folder.ts";

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

it("refuses a second desk on the same folder, by whatever path, and says which folder and what to do", async () => {
  const first = await otherProcess("hold", folder.path);
  const link = join(folder.path, "link");
  symlinkSync(folder.path, link);

  const second = await holdDesk(link);

  expect(second).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining(folder.path), hint: expect.stringContaining("DATA_DIR=") },
  });
  await first.stop();
});

it("lets the next desk in at once when the first one was killed", async () => {
  const first = await otherProcess("hold", folder.path);
  await first.kill();
  const second = await holdDesk(folder.path);
  expect(second.ok).toBe(true);
  if (second.ok) await second.value();
});

it("lets the next desk in when the first one lets go, and makes a folder that is not there", async () => {
  const dataDir = join(folder.path, "new", "data");
  const first = await holdDesk(dataDir);
  if (!first.ok) throw new Error(first.error.message);
  expect((await holdDesk(dataDir)).ok).toBe(false);
  await first.value();
  const second = await holdDesk(dataDir);
  expect(second.ok).toBe(true);
  if (second.ok) await second.value();
});

it("lets desks on two folders live side by side", async () => {
  const one = await holdDesk(join(folder.path, "one"));
  const two = await holdDesk(join(folder.path, "two"));
  expect([one.ok, two.ok]).toEqual([true, true]);
  for (const held of [one, two]) if (held.ok) await held.value();
});

it("takes a name that fits a socket on each platform", () => {
  const name = `desk:${"/long".repeat(80)}`;
  expect(lockAddress(name, "linux")).toMatch(/^\0hamdel-/);
  expect(lockAddress(name, "darwin")).toMatch(/^\/tmp\/hamdel-[0-9a-f]+\.lock$/);
  expect(lockAddress(name, "win32")).toMatch(/^\\\\\.\\pipe\\hamdel-/);
});
