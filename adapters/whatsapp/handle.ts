/**
 * The two handles one person has. The business-scoped user id (`CC.` and up to 128 letters and digits) is in every
 * message since April 2026; the phone is left out for people with a username, and may come back later.
 */
export interface Handles {
  readonly userId: string | undefined;
  readonly phone: string | undefined;
}

/** How a call of the API names whom it is for. */
export type Recipient = { readonly to: string } | { readonly recipient: string };

/** The thread a person is met in: the user id as soon as it is known, since it alone never goes missing again. */
export const threadIdOf = ({ userId, phone }: Handles): string | undefined => userId ?? phone;

const PHONE = /^\+?\d{5,20}$/;
/** Also in its parent form, `CC.ENT.…`. */
const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

export const isUserId = (handle: string): boolean => USER_ID.test(handle);

/** The reverse of {@link threadIdOf}; null where the text is no thread of this channel. */
export function recipientOf(threadId: string): Recipient | null {
  if (PHONE.test(threadId)) return { to: threadId };
  return isUserId(threadId) ? { recipient: threadId } : null;
}
