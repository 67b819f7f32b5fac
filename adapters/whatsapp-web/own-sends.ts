import type { Message } from "whatsapp-web.js";

/** One of our messages on its way. */
interface Expected {
  readonly text: string;
  readonly isFile: boolean;
  id: string | null;
}

/** What is known of a send. */
export interface Expectation {
  readonly id: string | null;
  /** It will not appear: a person may write the same words. */
  end(): void;
}

/** Tells our own messages from those a person writes on the phone: the page shows both alike. */
export interface OwnSends {
  /** A message is about to be sent; `id` is its own as soon as the page has shown it, whatever becomes of the call. */
  expect(text: string, isFile: boolean): Expectation;
  /** It was sent, and this is its id. */
  know(id: string): void;
  /** Whether a message from our side that the page shows is ours. */
  includes(message: Message): boolean;
}

const EXPECTED = 20;
const KNOWN = 1000;

export function openOwnSends(): OwnSends {
  const expected: Expected[] = [];
  const known = new Set<string>();

  function know(id: string): void {
    known.add(id);
    if (known.size > KNOWN) for (const oldest of [...known].slice(0, known.size - KNOWN)) known.delete(oldest);
  }

  function drop(one: Expected): void {
    const place = expected.indexOf(one);
    if (place >= 0) expected.splice(place, 1);
  }

  return {
    know,
    expect(text, isFile) {
      const one: Expected = { text, isFile, id: null };
      expected.push(one);
      // One whose call never ended may still appear; after so many others it will not.
      if (expected.length > EXPECTED) expected.shift();
      return {
        get id() {
          return one.id;
        },
        end: () => drop(one),
      };
    },
    includes({ id: { id }, body, hasMedia, type }) {
      if (known.has(id)) return true;
      const isFile = hasMedia || type !== "chat";
      const match = expected.find((one) => one.id === null && one.isFile === isFile && (isFile || one.text === body));
      if (match === undefined) return false;
      match.id = id;
      drop(match);
      know(id);
      return true;
    },
  };
}
