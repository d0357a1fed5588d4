import ts from "typescript";

/** A regular expression and where it is written. */
export interface Pattern {
  /** The path of the file, relative to the root. */
  readonly file: string;
  /** The line, counted from 1. */
  readonly line: number;
  /** The expression without its slashes. */
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression literal in a file of TypeScript or JavaScript, in the order of the text. */
export function patternsIn(file: string, text: string): readonly Pattern[] {
  const sourceFile = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      const { line } = sourceFile.getLineAndCharacterOfPosition(node.getStart(sourceFile));
      found.push({ file, line: line + 1, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(sourceFile);
  return found;
}

/** Every expression of a TextMate grammar, with the flags under which JavaScript reads it alike. The grammars stand on few lines. */
export function grammarPatternsIn(file: string, json: string): readonly Pattern[] {
  const found: Pattern[] = [];
  JSON.parse(json, (key, value: unknown) => {
    if (!/^(?:match|begin|end|while)$/.test(key) || typeof value !== "string") return value;
    const line = json.slice(0, json.indexOf(JSON.stringify(value))).split("\n").length;
    // A grammar is asked from a place in a line: "\G" is that place, and "\A" the beginning of the file.
    found.push({ file, line, source: value.replaceAll("\\G", "^").replaceAll("\\A", "^"), flags: "u" });
    return value;
  });
  return found;
}
