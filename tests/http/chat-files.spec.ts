import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HttpDesk, ORIGIN, openHttp, SERVICE } from "./app.ts";

const PNG = Buffer.from("89504e470d0a1a0a0000000d", "hex");

let http: HttpDesk;
beforeAll(async () => {
  http = await openHttp();
  http.rows.room = { textChars: 4_000, media: { image: 1024, document: 1024 }, quotes: true };
});
afterAll(() => http.close());

async function visitor() {
  const { body, headers } = await http.ask("POST", "/api/chat/sessions", {}, {});
  const bearer = { authorization: `Bearer ${body.token}` };
  const cookie = (headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  return {
    id: Number(body.conversationId),
    async gives(content: Uint8Array, name = "photo.png") {
      const response = await http.app.request(`${ORIGIN}/api/chat/files`, {
        method: "POST",
        headers: { ...bearer, "x-file-name": encodeURIComponent(name) },
        body: new Uint8Array(content),
      });
      const given = (await response.json()) as { readonly id: string; readonly kind: string };
      return { status: response.status, ...given };
    },
    says: (message: object) => http.ask("POST", "/api/chat/messages", message, bearer),
    reads: async () => (await http.ask("GET", "/api/chat/messages", undefined, bearer)).body.items,
    gets: (messageId: string, index = 0) =>
      http.app.request(`${ORIGIN}/api/chat/files/${messageId}/${index}`, { headers: { cookie } }),
  };
}

describe("a visitor", () => {
  it("sends a picture, also without words, and agents see it", async () => {
    const sara = await visitor();
    const file = await sara.gives(PNG);
    expect([file.status, file.kind]).toEqual([201, "image"]);
    expect((await sara.says({ clientId: "c1", files: [file.id] })).status).toBe(202);
    const [message] = await sara.reads();
    expect(message).toMatchObject({ text: "", attachments: [{ kind: "image", name: "photo.png", mime: "image/png" }] });
    const seen = await http.app.request(`${ORIGIN}/api/v1/attachments/${message.id}/0`, { headers: SERVICE });
    expect(Buffer.from(await seen.arrayBuffer())).toEqual(PNG);
  });

  it("who sends it again after a lost answer has sent it once", async () => {
    const sara = await visitor();
    const file = await sara.gives(PNG);
    const message = { clientId: "c1", text: "see", files: [file.id] };
    const answers = [await sara.says(message), await sara.says(message)];
    expect(answers.map(({ status, body }) => [status, body.sequence])).toEqual([
      [202, 1],
      [202, 1],
    ]);
    expect(await sara.reads()).toHaveLength(1);
  });

  it("who names a file in a second message is told to upload it again: agents would find nothing there", async () => {
    const sara = await visitor();
    const file = await sara.gives(PNG);
    await sara.says({ clientId: "c1", text: "see", files: [file.id] });
    const again = await sara.says({ clientId: "c2", text: "see it", files: [file.id] });
    expect(again.status).toBe(404);
    expect(again.body.error.hint).toContain("Upload");
    expect(await sara.reads()).toHaveLength(1);
  });

  it("gives pictures, PDF and recordings, five an hour, and nothing that runs", async () => {
    const sara = await visitor();
    expect((await sara.gives(Buffer.from("<svg onload='alert(1)'/>"), "x.svg")).status).toBe(409);
    expect((await sara.gives(Buffer.from("%PDF-1.7"), "x.pdf")).status).toBe(201);
    for (let nth = 2; nth <= 5; nth += 1) expect((await sara.gives(PNG)).status).toBe(201);
    expect((await sara.gives(PNG)).status).toBe(429);
    expect((await (await visitor()).gives(Buffer.alloc(10 * 1024 * 1024 + 1))).status).toBe(413);
  });

  it("neither sends nor reads what another gave", async () => {
    const [sara, reza] = [await visitor(), await visitor()];
    const file = await sara.gives(PNG);
    expect((await reza.says({ clientId: "c1", text: "mine", files: [file.id] })).status).toBe(404);
    await sara.says({ clientId: "c1", files: [file.id] });
    const [message] = await sara.reads();
    expect((await reza.gets(message.id)).status).toBe(404);
    expect((await sara.gets(message.id)).status).toBe(200);
    expect((await http.app.request(`${ORIGIN}/api/chat/files/${message.id}/0`)).status).toBe(401);
  });

  it("reads an agent's file once it is sent: a picture in the page, anything else as a download", async () => {
    const sara = await visitor();
    await sara.says({ clientId: "c1", text: "hello" });
    const upload = async (content: Uint8Array, name: string) => {
      const headers = { ...SERVICE, "x-file-name": name };
      const init = { method: "POST", headers, body: new Uint8Array(content) };
      return ((await (await http.app.request(`${ORIGIN}/api/v1/files`, init)).json()) as { id: string }).id;
    };
    const files = [await upload(PNG, "a.png"), await upload(Buffer.from("<h1>hi</h1>"), "a.html")];
    const path = `/api/v1/conversations/${sara.id}/messages`;
    const said = await http.ask("POST", path, { agentId: "sara", text: "here", files });
    const { id } = said.body.message;
    expect((await sara.gets(id)).status).toBe(404);
    await http.rows.sql`update messages set delivery = 'sent' where id = ${Number(id)}`;
    const [picture, page] = [await sara.gets(id, 0), await sara.gets(id, 1)];
    expect(picture.headers.get("content-disposition")).toMatch(/^inline/);
    expect(page.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(page.headers.get("content-type")).toBe("application/octet-stream");
    for (const { headers } of [picture, page]) {
      expect(headers.get("content-security-policy")).toMatch(/^sandbox/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });
});
