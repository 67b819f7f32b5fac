/** A text cut into sentences, each with the mark that ends it. A point inside a number or an address ends none. */
export function sentencesOf(text: string): readonly string[] {
  return (
    text.match(/(?:[^.!?؟؛;\n]|[.](?=[\da-z]))+[.!?؟؛;]*\n*|[.!?؟؛;\n]+/g)?.filter((part) => part.trim() !== "") ?? []
  );
}
