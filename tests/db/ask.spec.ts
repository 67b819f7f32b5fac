import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askServer } from "../../src/db/embedded/ask.ts";
import { socketFile } from "../../src/db/embedded/socket-directory.ts";
import { type TempFolder, tempFolder } from "../support/temp-folder.ts";

describe("asking who answers on the socket", () => {
  let folder: TempFolder;
  let server: Server | undefined;

  beforeEach(() => {
    folder = tempFolder();
  });

  afterEach(() => {
    server?.close();
    folder.remove();
  });

  it("finds nobody where no socket is", async () => {
    expect(await askServer(folder.path, folder.path)).toEqual({ kind: "absent" });
  });

  // A server that is leaving, as after a kill: what is written to it meets a closed socket (EPIPE).
  it("waits for a server that hangs up before it has answered", async () => {
    server = createServer((socket) => socket.destroy()).listen(socketFile(folder.path));
    await once(server, "listening");
    expect(await askServer(folder.path, folder.path)).toEqual({ kind: "wait" });
  });
});
