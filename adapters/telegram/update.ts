import { z } from "zod";

/*
 * Only what the desk reads of an update; everything else is dropped, so a new field of the platform breaks nothing.
 * Ids reach 52 bits: a safe integer holds them, 32 bits do not.
 */

const id = z.int();
const fileId = z.string().min(1);
/** Seconds since 1970, within what ISO 8601 writes with four digits of year. */
const seconds = z.int().min(0).max(253_402_300_799);

const person = z.object({
  id,
  is_bot: z.boolean().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
});
const chat = person.omit({ is_bot: true }).extend({ type: z.string() });

const file = z.object({
  file_id: fileId,
  file_size: z.number().optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
});
const size = z.object({ file_id: fileId, width: z.number(), height: z.number(), file_size: z.number().optional() });
const location = z.object({ latitude: z.number(), longitude: z.number() });

const quoted = z.object({
  message_id: id,
  text: z.string().optional(),
  caption: z.string().optional(),
  forum_topic_created: z.unknown().optional(),
});

const message = z.object({
  message_id: id,
  date: seconds,
  edit_date: seconds.optional(),
  chat,
  from: person.optional(),
  business_connection_id: z.string().min(1).optional(),
  sender_business_bot: person.optional(),
  media_group_id: z.string().optional(),
  reply_to_message: quoted.optional(),
  quote: z.object({ text: z.string() }).optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  animation: file.optional(),
  audio: file.optional(),
  contact: z
    .object({
      phone_number: z.string(),
      first_name: z.string(),
      last_name: z.string().optional(),
      user_id: id.optional(),
    })
    .optional(),
  dice: z.object({ emoji: z.string() }).optional(),
  document: file.optional(),
  live_photo: file.optional(),
  location: location.optional(),
  photo: z.array(size).optional(),
  poll: z.object({ question: z.string(), options: z.array(z.object({ text: z.string() })) }).optional(),
  sticker: file.optional(),
  venue: z.object({ title: z.string(), address: z.string() }).optional(),
  video: file.optional(),
  video_note: file.optional(),
  voice: file.optional(),
});

const callbackQuery = z.object({
  id: z.string(),
  from: person,
  data: z.string().optional(),
  // Inaccessible: only chat, message_id and a date of 0. Some emulators leave the id out as well.
  message: z
    .object({
      message_id: id.optional(),
      date: seconds.optional(),
      chat,
      business_connection_id: z.string().min(1).optional(),
    })
    .optional(),
});

const reaction = z.object({
  chat,
  message_id: id,
  date: seconds,
  user: person.optional(),
  new_reaction: z.array(z.object({ emoji: z.string().optional() })),
});

const businessConnection = z.object({
  id: z.string().min(1),
  is_enabled: z.boolean(),
  can_reply: z.boolean().optional(),
  rights: z.object({ can_reply: z.boolean().optional() }).optional(),
});

const deleted = z.object({ business_connection_id: z.string().min(1), chat, message_ids: z.array(id).max(1000) });

export const updateShape = z.object({
  update_id: id,
  message: message.optional(),
  edited_message: message.optional(),
  business_message: message.optional(),
  edited_business_message: message.optional(),
  business_connection: businessConnection.optional(),
  deleted_business_messages: deleted.optional(),
  callback_query: callbackQuery.optional(),
  message_reaction: reaction.optional(),
});

export type Message = z.infer<typeof message>;
export type Person = z.infer<typeof person>;
export type Chat = z.infer<typeof chat>;
export type CallbackQuery = z.infer<typeof callbackQuery>;
export type Deleted = z.infer<typeof deleted>;
export type Reaction = z.infer<typeof reaction>;
