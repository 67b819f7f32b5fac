import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const TOKEN = "700:bench";
export const SECRET = "bench-secret-of-the-webhook-0123456789";

/** The least a Bot API can be: it answers at once, always well, and tells who was written to. */
export interface TelegramLine {
  readonly root: string;
  onSent: (chatId: number) => void;
  close(): void;
}

export async function telegramLine(): Promise<TelegramLine> {
  let messageId = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.writeHead(200, { "content-type": "application/json" });
      if (!request.url?.endsWith("/sendMessage")) return response.end(`{"ok":true,"result":${ME}}`);
      const { chat_id, text } = JSON.parse(Buffer.concat(chunks).toString());
      const chat = { id: Number(chat_id), type: "private" };
      response.end(JSON.stringify({ ok: true, result: { message_id: ++messageId, date: 0, chat, text } }));
      line.onSent(chat.id);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const line: TelegramLine = {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onSent: () => {},
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return line;
}

const ME = JSON.stringify({ id: 700, is_bot: true, first_name: "Bench", username: "bench_bot" });
