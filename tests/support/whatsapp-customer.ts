/** Brings a change of this number to the webhook, in the lane of one customer. */
export type Tell = (field: string, value: object, lane: string) => void;

export interface WhatsAppCustomerOptions {
  /** Absent: somebody with a username, whose number is not shown. */
  readonly phone?: string;
  /** The business-scoped user id; absent: as deliveries were before April 2026. */
  readonly userId?: string;
  readonly name?: string;
}

/** Somebody with WhatsApp. Every act is one change, in the shape the platform has for it. */
export interface WhatsAppCustomer {
  /** The handle an adapter should meet them under. */
  readonly threadId: string;
  /** Writes a text; `fields` are merged into the message (a context, another type, …). Returns the message's id. */
  says(text: string, fields?: object): string;
  /** Sends something that is not text: `sends("image", { id, mime_type })`. */
  sends(type: string, content: unknown, fields?: object): string;
  edits(messageId: string, text: string): void;
  takesBack(messageId: string): void;
  /** Presses a button, or chooses a row, of a message of ours. */
  taps(messageId: string, id: string, title: string): string;
  /** Presses the quick reply of a template. */
  tapsTemplate(messageId: string, payload: string, text: string): string;
  reacts(messageId: string, emoji: string): void;
  /** Moves to another number: the system message, and the change of the user id where there is one. */
  changesNumber(phone: string, userId?: string): void;
}

export function whatsappCustomer(
  tell: Tell,
  { phone, userId, name = "Sara" }: WhatsAppCustomerOptions,
  nextId: () => string,
): WhatsAppCustomer {
  let handles = { phone, userId };
  const lane = userId ?? phone ?? "";
  const timestamp = (): string => String(Math.floor(Date.now() / 1000));

  function sends(type: string, content: unknown, fields: object = {}): string {
    const { phone: from, userId: from_user_id } = handles;
    const id = nextId();
    const who = { ...(from !== undefined && { from }), ...(from_user_id !== undefined && { from_user_id }) };
    const contact = {
      profile: { name, ...(from === undefined && { username: "@someone" }) },
      ...(from !== undefined && { wa_id: from }),
      ...(from_user_id !== undefined && { user_id: from_user_id }),
    };
    const message = { ...who, id, timestamp: timestamp(), type, [type]: content, ...fields };
    tell("messages", { contacts: [contact], messages: [message] }, lane);
    return id;
  }

  return {
    get threadId() {
      return handles.userId ?? handles.phone ?? "";
    },
    sends,
    says: (text, fields) => sends("text", { body: text }, fields),
    edits(original_message_id, text) {
      sends("edit", { original_message_id, message: { type: "text", text: { body: text } } });
    },
    takesBack(original_message_id) {
      sends("revoke", { original_message_id });
    },
    taps: (messageId, id, title) =>
      sends("interactive", { type: "button_reply", button_reply: { id, title } }, { context: { id: messageId } }),
    tapsTemplate: (messageId, payload, text) => sends("button", { payload, text }, { context: { id: messageId } }),
    reacts(message_id, emoji) {
      sends("reaction", { message_id, emoji });
    },
    changesNumber(newPhone, newUserId) {
      const before = handles;
      handles = { phone: before.phone === undefined ? undefined : newPhone, userId: newUserId ?? before.userId };
      const from = before.phone === undefined ? {} : { from: before.phone };
      const system = {
        type: newUserId === undefined ? "user_changed_number" : "user_changed_user_id",
        body: `User ${name} changed from ${before.userId ?? before.phone} to ${newUserId ?? newPhone}`,
        ...(handles.phone !== undefined && { wa_id: newPhone }),
        ...(newUserId !== undefined && { user_id: newUserId }),
      };
      const message = { ...from, id: nextId(), timestamp: timestamp(), type: "system", system };
      tell("messages", { messages: [message] }, lane);
      if (newUserId === undefined || before.userId === undefined) return;
      const update = { user_id: { previous: before.userId, current: newUserId }, timestamp: timestamp() };
      tell("user_id_update", { contacts: [{ profile: { name } }], user_id_update: [update] }, lane);
    },
  };
}
