import { createHmac, timingSafeEqual } from "node:crypto";

/** The page on which a customer reads a ticket: the way there stands in our messages to them. */
export interface TicketLinks {
  /** Null: customers cannot reach the desk's pages. */
  to(code: string): string | null;
  /** Did we give this pass with a link to this ticket? */
  opens(code: string, pass: string): boolean;
}

/** 60 bits, in characters that survive every messenger and every eye. */
const PASS_CHARS = 12;
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

/** @param secret  the desk's own key: the same links are right after a restart and in every process */
export function ticketLinks(secret: string, publicUrl: string | null): TicketLinks {
  const passOf = (code: string): string => {
    const bytes = createHmac("sha256", secret).update(`hamdel ticket page ${code}`).digest();
    return [...bytes.subarray(0, PASS_CHARS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
  };
  return {
    to: (code) => publicUrl && `${publicUrl}/t/${code}?k=${passOf(code)}`,
    opens: (code, pass) => {
      const [right, given] = [Buffer.from(passOf(code)), Buffer.from(pass)];
      return right.length === given.length && timingSafeEqual(right, given);
    },
  };
}
