import { parsePhoneNumberFromString } from "libphonenumber-js/max";

const parse = (text: string) => {
  const number = parsePhoneNumberFromString(text, { defaultCountry: "IR", extract: false });
  return number?.isValid() ? number : undefined;
};

/**
 * One spelling for one phone: `09…`, `989…`, `+98…`, `0098…` and Persian digits all become E.164. A name or a short
 * code is no phone and stays as it is.
 */
export function handleOf(text: string): { readonly id: string; readonly phone: string | null } {
  const number = parse(text)?.number ?? null;
  return { id: number ?? text.trim(), phone: number };
}

/**
 * How an Iranian operator's gateway wants a receiver: `09…` at home, `00…` abroad; null for what is no phone.
 * Source: Kavenegar's documentation of `receptor`.
 */
export function receptorOf(threadId: string): string | null {
  const number = parse(threadId);
  if (number === undefined) return null;
  const abroad = `00${number.countryCallingCode}${number.nationalNumber}`;
  return number.countryCallingCode === "98" ? `0${number.nationalNumber}` : abroad;
}
