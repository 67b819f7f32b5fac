import { Pool } from "undici";
import { SECRET } from "./telegram-line.ts";

export interface Webhook {
  /** Posts one text as Telegram does; resolves when it was accepted. @throws where it was not */
  says(chatId: number, text: string): Promise<void>;
  close(): Promise<void>;
}

let lastUpdate = 0;

/** A platform with so many kept-alive connections to `<url>/webhooks/telegram`. */
export function webhook(url: string, connections: number): Webhook {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": SECRET };
  return {
    async says(chatId, text) {
      const body = JSON.stringify(textUpdate(chatId, text));
      const answer = await pool.request({ path: "/webhooks/telegram", method: "POST", headers, body });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`The webhook answered ${answer.statusCode}.`);
    },
    close: () => pool.close(),
  };
}

/** An update with a text nobody has sent before. */
export function textUpdate(chatId: number, text: string): object {
  lastUpdate += 1;
  const person = { id: chatId, first_name: `Customer ${chatId}` };
  const chat = { ...person, type: "private" };
  const message = { message_id: lastUpdate, from: { ...person, is_bot: false }, chat, date: 1_790_000_000, text };
  return { update_id: lastUpdate, message };
}
