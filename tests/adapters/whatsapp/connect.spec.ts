import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WhatsAppConfig } from "../../../adapters/whatsapp/index.ts";
import { startWhatsAppApi, type WhatsAppApi } from "../../support/whatsapp-api.ts";
import { error } from "../../support/whatsapp-faults.ts";
import { type LogLines, openWhatsApp } from "./open.ts";

let api: WhatsAppApi;
beforeEach(async () => {
  api = await startWhatsAppApi();
});
afterEach(() => api.close());

const connect = (config: Partial<WhatsAppConfig> = {}, lines: LogLines = []) =>
  openWhatsApp({ apiRoot: api.root, ...config }, lines).connect?.(new AbortController().signal);

describe("connecting a WhatsApp number", () => {
  it("identifies the number, and says which it is", async () => {
    const lines: LogLines = [];
    expect(await connect({}, lines)).toEqual({ state: "green" });
    expect(lines.join()).toContain("982100000000");
  });

  it("is red for a token that is not valid, and shows it nowhere though the platform repeats it", async () => {
    const lines: LogLines = [];
    const health = await connect({ accessToken: "EAAplantedtoken" }, lines);
    expect(health).toMatchObject({ state: "red", hint: expect.stringContaining("system user") });
    expect(lines).not.toEqual([]);
    expect(JSON.stringify([health, lines])).not.toContain("EAAplantedtoken");
  });

  it.each([
    ["an unknown number", error(400, 100, "Unsupported get request"), "phone number id"],
    ["a locked account", error(403, 131031, "Locked"), "WhatsApp Manager"],
    ["a passing failure", error(500, 2, "Service"), "keeps trying"],
  ])("is red for %s, with what to do", async (_name, fault, hint) => {
    api.failNext("number", fault);
    expect(await connect()).toMatchObject({ state: "red", hint: expect.stringContaining(hint) });
  });

  it("is red, and does not throw, while WhatsApp cannot be reached", async () => {
    await api.close();
    expect(await connect()).toMatchObject({ state: "red", why: expect.stringContaining("ECONNREFUSED") });
  });

  it("goes through the proxy for an https root, and gives it no token", async () => {
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on("connect", (request, socket) => {
      asked.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

    const proxied = openWhatsApp({ apiRoot: "https://graph.facebook.com", proxy: address });
    const part = { id: "p1", threadId: "989120000000", text: "hello", buttons: [], replyTo: null };
    expect(await proxied.connect?.(new AbortController().signal)).toMatchObject({ state: "red" });
    expect(await proxied.send(part, new AbortController().signal)).toMatchObject({ kind: "retry" });
    expect(asked).toHaveLength(2);
    expect(asked[0]).toContain("CONNECT graph.facebook.com:443");
    expect(asked.join()).not.toContain(api.accessToken);
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });
});
