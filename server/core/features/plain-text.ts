/** Our own Markdown for those who see text as it is. */

/** What Markdown says, without its signs: headings, emphasis, code, links, rules and fences. Lists and tables read well as they are. */
export function plainText(markdown: string): string {
  const lines: string[] = [];
  let fence = "";
  for (const line of markdown.split("\n")) {
    const [ticks = ""] = /^```+/.exec(line) ?? [];
    if (fence === "" && ticks !== "") fence = ticks;
    else if (fence !== "") {
      if (line === fence) fence = "";
      else lines.push(line);
    } else if (line !== "---") lines.push(plainLine(line.replace(/^#{1,6} /, "")));
  }
  return lines.join("\n");
}

/** A line without its signs; what stands in code stays as it is. */
function plainLine(line: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < line.length) {
    const start = line.indexOf("`", at);
    const end = start < 0 ? undefined : endOfCode(line, start);
    if (end === undefined) break;
    parts.push(plainWords(line.slice(at, start)), codeIn(line.slice(start, end)));
    at = end;
  }
  return [...parts, plainWords(line.slice(at))].join("");
}

/** Where a piece of code ends that begins with backticks: after as many of them. */
function endOfCode(line: string, start: number): number | undefined {
  const ticks = ticksAt(line, start);
  for (let at = start + ticks; at < line.length; at++) {
    if (line[at] !== "`") continue;
    const closing = ticksAt(line, at);
    if (closing === ticks) return at + closing;
    at += closing;
  }
  return undefined;
}

function ticksAt(line: string, at: number): number {
  let end = at;
  while (line[end] === "`") end++;
  return end - at;
}

/** Without its backticks, and without the blanks that keep those apart from backticks of the code itself. */
function codeIn(code: string): string {
  const ticks = ticksAt(code, 0);
  const inner = code.slice(ticks, -ticks);
  return inner.startsWith(" `") || inner.endsWith("` ") ? inner.slice(1, -1) : inner;
}

function plainWords(words: string): string {
  return words
    .replaceAll("**", "")
    .replaceAll("&#124;", "|")
    .replace(/\[([^\][]*)\]\([^()\s]*\)/g, "$1");
}
