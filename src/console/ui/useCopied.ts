import { useState } from "react";

interface Copied {
  readonly copied: boolean;
  readonly copy: (text: string) => Promise<void>;
  readonly forget: () => void;
}

/**
 * Puts a text on the clipboard, and knows that it did. Without https a browser offers no clipboard, and it may refuse:
 * then nothing happens, and what is to be copied must stand where it can be selected by hand.
 */
export function useCopied(): Copied {
  const [copied, setCopied] = useState(false);
  const copy = async (text: string) => {
    const done = navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setCopied((await done) ?? false);
  };
  return { copied, copy, forget: () => setCopied(false) };
}
