/**
 * Splits a file into the texts of its YAML documents. Joined, they are the file again.
 *
 * A line that begins with `---` starts a document and a line that is `...` ends one, whatever stands around them: YAML
 * allows neither inside a scalar. The one exception is ours: inside a Helm comment, which may span lines, nothing splits.
 */
export function splitDocuments(text: string): string[] {
  const documents: string[] = [];
  // Behind the last `*/` no comment is closed any more, and need not be searched to the end of the file.
  const lastClose = text.lastIndexOf("*/");
  let start = 0;
  for (let lineStart = 0; lineStart < text.length;) {
    const first = text.charCodeAt(lineStart);
    if (first === dash && lineStart > start && isMarker(text, lineStart, "---")) {
      documents.push(text.slice(start, lineStart));
      start = lineStart;
    }
    const next = nextLine(text, lineStart, lastClose);
    if (first === dot && next < text.length && isMarker(text, lineStart, "...")) {
      documents.push(text.slice(start, next));
      start = next;
    }
    lineStart = next;
  }
  documents.push(text.slice(start));
  return documents;
}

const dash = "-".charCodeAt(0);
const dot = ".".charCodeAt(0);

/** The start of the next line at which a document could be split: the line after this one, or after a Helm comment begun in it. */
function nextLine(text: string, lineStart: number, lastClose: number): number {
  for (let from = lineStart; ;) {
    const end = text.indexOf("\n", from) + 1 || text.length;
    // A comment that is never closed hides nothing: the user is still typing it.
    const comment = end > lastClose ? -1 : openComment(text.slice(from, end));
    if (comment < 0) return end;
    from = text.indexOf("*/", from + comment + 2) + 2;
  }
}

/** The offset in the line of the `/*` of a Helm comment which this line does not close; -1 where there is none. */
function openComment(line: string): number {
  for (const match of line.matchAll(/\{\{-?\s*\/\*/g)) {
    if (!line.includes("*/", match.index + match[0].length)) return match.index + match[0].length - 2;
  }
  return -1;
}

function isMarker(text: string, at: number, marker: string): boolean {
  if (!text.startsWith(marker, at)) return false;
  const after = text.charAt(at + marker.length);
  return after === "" || /\s/.test(after);
}
