/** What the carets below a line say about it. */
export interface Assertion {
  /** The line in the fixture, from 1. */
  readonly lineNumber: number;
  /** The index of the marked line among the lines that are left without the assertions. */
  readonly lineIndex: number;
  readonly text: string;
  /** Offsets in the line. */
  readonly start: number;
  readonly end: number;
  /** Scopes that hold for exactly the marked text. */
  readonly present: readonly string[];
  /** Scopes that hold nowhere in the marked text. */
  readonly absent: readonly string[];
}

/** A fixture without its assertions, so that these cannot change how the rest is read: JSON has no comments. */
export interface Fixture {
  readonly lines: readonly string[];
  readonly assertions: readonly Assertion[];
}

/** `# ^^^ scope scope - scope`, or `//` in JSON; `<-` in place of the carets marks as many characters from the line's beginning. */
const assertionLine = /^(\s*(?:#|\/\/)\s*)(?:(\^+)|(<-+))((?: +[\w.-]+)+)\s*$/;

/** Takes a fixture apart. */
export function readFixture(text: string): Fixture {
  const lines: string[] = [];
  const assertions: Assertion[] = [];
  for (const [index, line] of text.trimEnd().split("\n").entries()) {
    const match = assertionLine.exec(line);
    if (match === null) {
      lines.push(line);
      continue;
    }
    const [, before = "", carets, arrow = "", scopes = ""] = match;
    const start = carets === undefined ? 0 : before.length;
    const end = start + (carets ?? arrow).length;
    const [present = "", absent = ""] = scopes.split(/ - /);
    const marked = lines.at(-1)?.slice(start, end) ?? "";
    const place = { lineNumber: index + 1, lineIndex: lines.length - 1, text: marked, start, end };
    assertions.push({ ...place, present: words(present), absent: words(absent) });
  }
  return { lines, assertions };
}

function words(text: string): readonly string[] {
  return text.split(" ").filter((word) => word !== "");
}
