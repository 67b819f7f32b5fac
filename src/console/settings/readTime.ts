const ARABIC_ZEROS = [0x0660, 0x06f0];

/** Arabic and Persian digits as ASCII ones. */
function asciiDigits(text: string): string {
  return text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = ARABIC_ZEROS.find((start) => code >= start && code < start + 10) ?? 0;
    return String(code - zero);
  });
}

/** "8", "830", "8:30" or "۸:۳۰" as "08:30"; null where it is no time of day. Up to 24:00, which ends a day. */
export function readTime(text: string): string | null {
  const match = /^(\d{1,2}?)(?:\D?(\d{2}))?$/.exec(asciiDigits(text.trim()));
  const hour = Number(match?.[1]);
  const minute = Number(match?.[2] ?? 0);
  if (!match || hour > 24 || minute > 59 || hour * 60 + minute > 24 * 60) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
