/** The environment's names for the settings of the first account of each kind; more accounts are added by an admin. */
export const CHANNEL_VARIABLES = {
  telegram: {
    token: "TELEGRAM_BOT_TOKEN",
    apiRoot: "TELEGRAM_API_ROOT",
    webhookSecret: "TELEGRAM_WEBHOOK_SECRET",
  },
  whatsapp: {
    phoneNumberId: "WHATSAPP_PHONE_NUMBER_ID",
    accessToken: "WHATSAPP_ACCESS_TOKEN",
    appSecret: "WHATSAPP_APP_SECRET",
    verifyToken: "WHATSAPP_VERIFY_TOKEN",
    apiRoot: "WHATSAPP_API_ROOT",
    reopenTemplate: "WHATSAPP_REOPEN_TEMPLATE",
  },
  "whatsapp-web": { enabled: "WHATSAPP_WEB", chromiumPath: "CHROMIUM_PATH" },
  twilio: {
    accountSid: "TWILIO_ACCOUNT_SID",
    authToken: "TWILIO_AUTH_TOKEN",
    from: "TWILIO_FROM",
    apiRoot: "TWILIO_API_ROOT",
  },
  kavenegar: {
    apiKey: "KAVENEGAR_API_KEY",
    sender: "KAVENEGAR_SENDER",
    apiRoot: "KAVENEGAR_API_ROOT",
    webhookSecret: "KAVENEGAR_WEBHOOK_SECRET",
  },
} as const;

export type VariableChannel = keyof typeof CHANNEL_VARIABLES;
export type ChannelVariables = Readonly<Partial<Record<VariableChannel, Readonly<Record<string, string>>>>>;

/** Settings that alone make no account: an address says where to find one. */
const NO_ACCOUNT = new Set(["apiRoot", "chromiumPath", "reopenTemplate"]);

/** The accounts that the environment names, each with what it says of it. */
export function channelsOf(environment: Readonly<Record<string, unknown>>): ChannelVariables {
  const all = Object.entries(CHANNEL_VARIABLES).map(([channel, names]) => {
    const given = Object.entries(names).flatMap(([setting, variable]) => {
      const value = environment[variable];
      const told = typeof value === "string" && !(setting === "enabled" && value === "0");
      return told ? [[setting, value] as const] : [];
    });
    return [channel, given] as const;
  });
  return Object.fromEntries(
    all
      .filter(([, given]) => given.some(([setting]) => !NO_ACCOUNT.has(setting)))
      .map(([channel, given]) => [channel, Object.fromEntries(given)]),
  );
}
