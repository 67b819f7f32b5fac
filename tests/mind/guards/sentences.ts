/** Additions in a form easy to see in a reply. */
export const SENTENCES = {
  order: (id: string) => `Order: ${id}.`,
  code: (code: string) => `Your tracking code: ${code}.`,
  time: (time: string) => `You hear from us by ${time}.`,
} as const;
