export type { SmsDeps } from "./deps.ts";
export { kavenegarAdapter } from "./kavenegar/adapter.ts";
export type { KavenegarConfig } from "./kavenegar/config.ts";
export { decodeKavenegar } from "./kavenegar/decode.ts";
export { twilioAdapter } from "./twilio/adapter.ts";
export type { TwilioConfig } from "./twilio/config.ts";
export { decodeTwilio } from "./twilio/decode.ts";
