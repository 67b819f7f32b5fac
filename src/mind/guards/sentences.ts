/** A text cut into sentences, each with the mark that ends it. A point between digits ends none. */
export function sentencesOf(text: string): readonly string[] {
  return text.match(/(?:[^.!?؟؛;\n]|[.](?=\d))+[.!?؟؛;]*\n*|[.!?؟؛;\n]+/g)?.filter((part) => part.trim() !== "") ?? [];
}
