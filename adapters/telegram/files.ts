import type { Api } from "grammy";
import { err, type Result } from "../../src/core/result.ts";
import type { DecodeError } from "../../src/ports/channel.ts";
import { forClient } from "./client-signal.ts";
import type { TelegramConfig } from "./config.ts";
import { describe } from "./errors.ts";
import type { Transport } from "./transport.ts";

/** The platform's own limit for files it gives to bots. */
export const FILE_LIMIT = 20 * 1024 * 1024;

/** Fetches what a customer sent. The link holds the token: it is built, used and forgotten here. */
export async function fetchFile(
  api: Api,
  http: Transport,
  { apiRoot, token }: Pick<TelegramConfig, "apiRoot" | "token">,
  ref: string,
  signal: AbortSignal,
): Promise<Result<Uint8Array, DecodeError>> {
  try {
    const file = await api.raw.getFile({ file_id: ref }, forClient(signal));
    if (file.file_path === undefined)
      return err({ message: "Telegram gave no path for the file.", hint: "Try again." });
    return await http.download(`${apiRoot}/file/bot${token}/${file.file_path}`, FILE_LIMIT, signal);
  } catch (error) {
    const message = `Telegram did not give the file: ${describe(error)}`;
    return err({ message, hint: "Files above 20 MB or long gone cannot be fetched: ask for it again." });
  }
}
