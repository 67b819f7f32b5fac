import { setTimeout as delay } from "node:timers/promises";
import { kavenegarAdapter } from "../../adapters/sms/index.ts";
import type { ConfiguredChannel } from "../../src/channels.ts";
import type { ChannelWay } from "./channel-customer.ts";
import { aDesk, type Desk } from "./desk.ts";
import { type Front, openFront } from "./desk-front.ts";
import { type KavenegarApi, startKavenegarApi } from "./kavenegar-api.ts";
import { kavenegarPerson, SMS_CANNOT, twilioPerson } from "./sms-person.ts";
import { startTwilioApi, type TwilioApi } from "./twilio-api.ts";
import { startWhatsAppApi, type WhatsAppApi } from "./whatsapp-api.ts";
import { whatsappPerson } from "./whatsapp-person.ts";

/** A way together with the simulated platform at its other end. */
export interface WayTo<Platform> extends ChannelWay {
  readonly platform: Platform;
  /** Where the platform posts; none where the desk asks for news. */
  readonly door: string;
}

const TURN = { TURN_QUIET_MS: "100" };
export const KAVENEGAR_SECRET = "s3cret-of_the-line-in-tests";

/** A desk behind a public address that is known before it starts. */
async function behindFront(
  env: Readonly<Record<string, string>>,
  channels: readonly ConfiguredChannel[] = [],
): Promise<{ front: Front; desk: Desk }> {
  const front = await openFront();
  const desk = await aDesk({ env: { ...TURN, ...env, PUBLIC_URL: front.url }, channels });
  front.leadTo(desk.url);
  return { front, desk };
}

/** Ends a desk before its platform: a stopping desk may still say something. */
const closing = (desk: Desk, front: Front | null, platform: { close(): Promise<void> }) => async () => {
  await desk.stop();
  await front?.close();
  await platform.close();
};

export async function whatsappWay(): Promise<WayTo<WhatsAppApi>> {
  const platform = await startWhatsAppApi();
  const { front, desk } = await behindFront({
    WHATSAPP_PHONE_NUMBER_ID: platform.phoneNumberId,
    WHATSAPP_ACCESS_TOKEN: platform.accessToken,
    WHATSAPP_APP_SECRET: platform.appSecret,
    WHATSAPP_VERIFY_TOKEN: platform.verifyToken,
    WHATSAPP_API_ROOT: platform.root,
  });
  const door = `${front.url}/webhooks/whatsapp`;
  if (!(await platform.subscribe(door))) throw new Error("The desk did not answer the handshake.");
  let customers = 0;
  return {
    channel: "whatsapp",
    desk,
    platform,
    door,
    customer(name) {
      customers += 1;
      return whatsappPerson(platform, `IR.730000000000000000${customers}`, name);
    },
    close: closing(desk, front, platform),
  };
}

export async function twilioWay(): Promise<WayTo<TwilioApi>> {
  const platform = await startTwilioApi();
  const { front, desk } = await behindFront({
    TWILIO_ACCOUNT_SID: platform.accountSid,
    TWILIO_AUTH_TOKEN: platform.authToken,
    TWILIO_FROM: "+15005550006",
    TWILIO_API_ROOT: platform.root,
  });
  const door = `${front.url}/webhooks/twilio`;
  platform.deliverTo(door);
  let customers = 0;
  return {
    channel: "twilio",
    cannot: SMS_CANNOT,
    desk,
    platform,
    door,
    customer() {
      customers += 1;
      return twilioPerson(platform, `+1500555010${customers}`);
    },
    close: closing(desk, front, platform),
  };
}

/** Asks for news all the time: nobody waits five seconds for a test. */
function quickPull(apiRoot: string): ConfiguredChannel {
  const line = { apiKey: "746573742D6B6579", sender: "30002225", apiRoot, webhookSecret: undefined, proxy: undefined };
  const silent = () => {};
  const adapter = kavenegarAdapter(line, {
    log: { info: silent, warn: silent },
    clock: { now: () => new Date() },
    random: Math.random,
    wait: (_ms, signal) => delay(20, undefined, { signal }).catch(() => undefined),
  });
  if (!adapter.ok) throw new Error(adapter.error.message);
  return { name: line.sender, adapter: adapter.value };
}

export async function kavenegarWay(by: "push" | "pull"): Promise<WayTo<KavenegarApi>> {
  const platform = await startKavenegarApi();
  const pushes = by === "push";
  const { front, desk } = await behindFront(
    pushes
      ? {
          KAVENEGAR_API_KEY: platform.apiKey,
          KAVENEGAR_SENDER: platform.line,
          KAVENEGAR_API_ROOT: platform.root,
          KAVENEGAR_WEBHOOK_SECRET: KAVENEGAR_SECRET,
        }
      : {},
    pushes ? [] : [quickPull(platform.root)],
  );
  const door = `${front.url}/webhooks/kavenegar?secret=${KAVENEGAR_SECRET}`;
  if (pushes) platform.setUrls({ push: door, callback: door });
  let customers = 0;
  return {
    channel: "kavenegar",
    cannot: { ...SMS_CANNOT, photos: "Kavenegar brings no files" },
    desk,
    platform,
    door,
    customer() {
      customers += 1;
      return kavenegarPerson(platform, `0912000000${customers}`);
    },
    close: closing(desk, front, platform),
  };
}
