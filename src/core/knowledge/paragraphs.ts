/** One paragraph of an article, as it may be quoted. */
export interface Paragraph {
  /** From 1. */
  readonly number: number;
  /** Without marks of Markdown. */
  readonly text: string;
  /** The heading it stands under; empty where there is none. Finding it may look here too. */
  readonly heading: string;
}

const HEADING = /^#{1,6}\s+(.*?)\s*#*$/;
const RULE = /^(?:[-*_]\s*){3,}$/;

/** The paragraphs of a Markdown text in its order: blank lines part them, a list is one paragraph, headings are none. */
export function paragraphsOf(markdown: string): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let heading = "";
  let lines: string[] = [];
  const end = () => {
    const text = lines.map(plain).join("\n").trim();
    if (text !== "") paragraphs.push({ number: paragraphs.length + 1, text, heading });
    lines = [];
  };
  for (const line of [...markdown.split(/\r?\n/).map((each) => each.trim()), ""]) {
    const title = HEADING.exec(line)?.[1];
    if (title === undefined && line !== "" && !RULE.test(line)) {
      lines.push(line);
      continue;
    }
    end();
    if (title !== undefined) heading = plain(title);
  }
  return paragraphs;
}

/** A chat shows no Markdown: marks go, and a link stands beside its words. */
function plain(line: string): string {
  return line
    .replace(/^>\s?/, "")
    .replace(/^[*+-]\s+/, "- ")
    .replace(/!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, (_, words: string, link: string) =>
      words === "" || words === link ? link : `${words} (${link})`,
    )
    .replace(/(\*\*|__)(.+?)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}*])\*([^*\s][^*]*)\*/gu, "$1")
    .replace(/`([^`]+)`/g, "$1");
}
