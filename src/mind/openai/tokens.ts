/** Quarters of a token a character costs: one for Latin script, two for any other. */
const cost = (character: string) => (character.charCodeAt(0) < 0x250 ? 1 : 2);

/** A cautious guess of how many tokens a text costs. Real tokenizers need fewer; no two endpoints share one. */
export function estimateTokens(text: string): number {
  let quarters = 0;
  for (const character of text) quarters += cost(character);
  return Math.ceil(quarters / 4);
}

/** Cuts the middle out of a text that costs more than it may: what happened stands at its start, what is wanted at its end. */
export function fitTokens(text: string, tokens: number): string {
  if (estimateTokens(text) <= tokens) return text;
  const characters = [...text];
  const head = countWithin(characters, tokens * 0.6);
  const tail = countWithin([...characters].reverse(), tokens * 0.4 - 1);
  return `${characters.slice(0, head).join("")}…${characters.slice(characters.length - tail).join("")}`;
}

function countWithin(characters: readonly string[], tokens: number): number {
  let quarters = 0;
  const end = characters.findIndex((character) => {
    quarters += cost(character);
    return quarters > tokens * 4;
  });
  return end === -1 ? characters.length : end;
}
