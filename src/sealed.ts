import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Keeps secrets unreadable at rest. What is sealed for one purpose opens for no other. */
export interface Seal {
  close(text: string, purpose: string): string;
  /** Null where it was sealed with another key or for another purpose, or was changed since. */
  open(sealed: string, purpose: string): string | null;
}

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Stands before what is sealed, so that another way of sealing can follow. */
const VERSION = "v1.";

/** @param secret  the desk's own key; what is used here is derived from it and serves nothing else */
export function sealWith(secret: string): Seal {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "hamdel secrets at rest", 32));
  return {
    close(text, purpose) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return VERSION + Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed, purpose) {
      if (!sealed.startsWith(VERSION)) return null;
      const bytes = Buffer.from(sealed.slice(VERSION.length), "base64url");
      const [iv, tag] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)];
      try {
        const decipher = createDecipheriv(CIPHER, key, iv).setAAD(Buffer.from(purpose)).setAuthTag(tag);
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
          "utf8",
        );
      } catch {
        return null;
      }
    },
  };
}
