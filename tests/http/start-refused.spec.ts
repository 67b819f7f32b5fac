import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { startRefused } from "../../src/http/listen.ts";
import { createLog } from "../../src/log.ts";
import { startDesk } from "../../src/start.ts";
import { testDatabase } from "../support/postgres.ts";
import { tempFolder } from "../support/temp-folder.ts";

describe("a start on a port that is taken", () => {
  it("stops what it began and says what to do, in one line", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const [database, folder] = [await testDatabase(), tempFolder()];
    const config = readConfig({ DATA_DIR: folder.path, HOST: "127.0.0.1", PORT: String(port) });
    if (!config.ok) throw new Error(config.error.join("\n"));
    const log = createLog("silent");
    const failure: unknown = await startDesk(config.value, {
      log,
      say: () => {},
      connection: database.connection,
    }).catch((error: unknown) => error);
    expect(startRefused(failure, config.value)).toEqual({
      message: `Port ${port} is in use.`,
      hint: "Stop what uses it, or: PORT=3001 npm start",
    });
    // Dropping waits for nobody: it fails while a connection of the desk is open.
    await database.drop();
    folder.remove();
    other.close();
  });
});

describe("a start that failed otherwise", () => {
  const at = { host: "0.0.0.0", port: 80 };
  const listening = (code: string) => Object.assign(new Error(`listen ${code}`), { code, syscall: "listen" });

  it("on a port only root may open names another", () => {
    const { message, hint } = startRefused(listening("EACCES"), at);
    expect(message).toContain("port 80");
    expect(hint).toContain("PORT=3001");
  });

  it("on an address of another machine names HOST", () => {
    expect(startRefused(listening("EADDRNOTAVAIL"), at).hint).toContain("HOST");
  });

  it("never proposes the port that was refused", () => {
    expect(startRefused(listening("EADDRINUSE"), { ...at, port: 3001 }).hint).toContain("PORT=3002");
  });

  it("for any other reason is told as it is, without a stack", () => {
    const { message, hint } = startRefused(Object.assign(new Error("no room"), { code: "EACCES" }), at);
    expect(message).toBe("The desk did not start: no room");
    expect(message + hint).not.toContain("\n");
  });
});
