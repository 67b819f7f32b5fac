import { z } from "zod";

/*
 * Only what the desk reads of a delivery; everything else is dropped, so a new field of the platform breaks nothing.
 * A delivery holds up to 1000 updates: each is read by itself, so that one bad one does not take the others with it.
 */

const word = z.string().min(1);
/** What a message can do without: something strange in its place is as good as nothing. */
const perhaps = <T extends z.ZodType>(shape: T) => shape.optional().catch(undefined);
/** Seconds since 1970, a text or a number, within what ISO 8601 writes with four digits of year. */
const seconds = z
  .union([z.string().regex(/^\d{1,12}$/), z.int().min(0)])
  .transform(Number)
  .pipe(z.int().max(253_402_300_799));

export const deliveryShape = z.object({
  object: z.literal("whatsapp_business_account"),
  entry: z.array(
    z.object({ changes: z.array(z.object({ field: z.string(), value: z.unknown().optional() })).default([]) }),
  ),
});

const list = z.array(z.unknown()).default([]);

export const valueShape = z.object({
  metadata: perhaps(z.object({ phone_number_id: word })),
  contacts: z.array(z.unknown()).catch([]).default([]),
  messages: list,
  statuses: list,
  message_echoes: list,
  user_id_update: list,
});

export const contactShape = z.object({
  profile: perhaps(z.object({ name: perhaps(word), username: perhaps(word) })),
  wa_id: perhaps(word),
  user_id: perhaps(word),
});

const context = z.object({
  id: perhaps(word),
  referred_product: perhaps(z.object({ product_retailer_id: perhaps(word) })),
});
const referral = z.object({ headline: perhaps(word), body: perhaps(word) });

const head = { id: word, timestamp: seconds, type: word, context: perhaps(context), referral: perhaps(referral) };

/** A message of a customer: with a phone, a user id, or both. */
export const messageShape = z.looseObject({
  ...head,
  from: perhaps(word),
  from_user_id: perhaps(word),
  group_id: z.unknown().optional(),
});

/** A message our side wrote on another device. */
export const echoShape = z.looseObject({ ...head, from: perhaps(word), to: perhaps(word), to_user_id: perhaps(word) });

export const statusShape = z.object({
  id: word,
  status: z.string(),
  timestamp: seconds,
  recipient_id: perhaps(word),
  recipient_user_id: perhaps(word),
  errors: perhaps(z.array(z.object({ code: perhaps(z.int()) }))),
});

export const userIdUpdateShape = z.object({
  user_id: z.object({ previous: word, current: word }),
  timestamp: seconds,
  wa_id: perhaps(word),
});

export const systemShape = z.object({
  type: z.string(),
  body: perhaps(z.string()),
  wa_id: perhaps(word),
  user_id: perhaps(word),
  previous_user_id: perhaps(word),
});

export const reactionShape = z.object({ message_id: word, emoji: perhaps(z.string()) });
export const revokeShape = z.object({ original_message_id: word });
export const editShape = z.object({ original_message_id: word, message: z.looseObject({ type: word }) });

export type Contact = z.infer<typeof contactShape>;
export type Message = z.infer<typeof messageShape>;
export type Echo = z.infer<typeof echoShape>;
export type Status = z.infer<typeof statusShape>;
export type Value = z.infer<typeof valueShape>;
export type UserIdUpdate = z.infer<typeof userIdUpdateShape>;
