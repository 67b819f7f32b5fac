import { type WhatsAppConfig, type WhatsAppDeps, whatsappAdapter } from "../../../adapters/whatsapp/index.ts";
import type { ChannelAdapter } from "../../../src/ports/channel.ts";
import { TEST_APP } from "../../support/whatsapp-api.ts";

/** A line the adapter logged, as one text. */
export type LogLines = string[];

/** An adapter for the simulated app; it logs into `lines`. */
export function openWhatsApp(config: Partial<WhatsAppConfig> = {}, lines: LogLines = []): ChannelAdapter {
  const built = whatsappAdapter({ ...TEST_APP, apiRoot: "http://127.0.0.1:1", ...config }, whatsappDeps(lines));
  if (!built.ok) throw new Error(`${built.error.message} ${built.error.hint}`);
  return built.value;
}

export function whatsappDeps(lines: LogLines): WhatsAppDeps {
  const write = (fields: object, message: string): void => void lines.push(`${message} ${JSON.stringify(fields)}`);
  return { log: { info: write, warn: write } };
}
