/** Names that try to steer what shows them, and what must hold for everything that does. */
import assert from "node:assert/strict";
import { commentMarker } from "../../server/core/features/plan/plan-comment.ts";

/** What each tries is its name. */
export const hostileWords: Readonly<Record<string, string>> = {
  "colours a terminal": "a\u001b[31mred\u001b[0m",
  "links in a terminal": "a\u001b]8;;https://evil.example\u0007text\u001b]8;;\u0007",
  "uses C1 controls and DEL": "a\u009b31m\u0090b\u007fc\u0085d",
  "goes back in its line": "harmless\rargocd-annotations: Done.\b\b\u0000",
  "begins a line with a command": "a\n::error::INJECTED\r\n  ::stop-commands::x\n##[error]x ##vso[task.complete]",
  "is a command itself": "::add-mask::a",
  "has a command in it": "a ##[error]x ##teamcity[x] ##vso[task.setvariable variable=a]b",
  "writes from right to left": "\u202egpj.\u2066x\u2069\u200f\u061c\u202c",
  "has characters that nobody sees": "a\u200b\u200c\u200d\u2060\ufeff\u00ad\u{e0041}\u{e007f}\ufff9\u3164\u034f\ufe0f",
  "separates lines otherwise": "a\u2028b\u2029c",
  "is not Unicode": "a\ud800b\udc00\uffff\ue000\u{10ffff}\u0378",
  "piles up marks": `a${"\u0301\u0336".repeat(40)}`,
  "closes a code span": "a` ``b`` ```",
  "links in Markdown": "[a](javascript:alert(1)) ![x](https://evil.example/x.png) [b](command:x) [c]: x [^1]",
  "links by itself": "https://evil.example www.evil.example <https://evil.example> a@evil.example ftp://x",
  "calls people and issues on GitHub": "@octocat @org/team #1 GH-1 a/b#2 :tada: :heart $x$ $`x`$",
  "calls merge requests, milestones and epics on GitLab": '!12 %34 %name %"two words" &5 ~label a/b!6',
  "is HTML": "</details><img src=x onerror=alert(1)><script>alert(1)</script><!-- --> &lt;b&gt; &#60;b>",
  "ends a cell of a table": "a|b || c\\|d",
  "is emphasis": "**a** __b__ ~~c~~ _d_ *e*",
  "begins a block": "# a\n\n- b\n\n```\nc\n```\n\n===\n\n1. d",
  "makes a heading of the line above": "===",
  "begins a list": "1. x",
  "ends a label of Mermaid": 'a"]; click A call alert(1)\n%%{init: {"theme": "x"}}%%\nend #quot; #35; :::c',
  "ends an XML attribute": 'a" onload="x\' ]]> <!DOCTYPE x>',
  "shows icons and runs a command": "$(sync~spin) $(error) [Fix](command:workbench.action.quit)",
  "is a path": "../../../../etc/passwd",
  "is a template": "{{ .Values.x }} ${X} <path:a#b>",
  "has no end": `${"long ".repeat(3000)}${"a".repeat(20_000)}`,
};

/** A word as YAML and JSON write it between quotes, in ASCII. */
export function quoted(word: string): string {
  return JSON.stringify(word).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Resources in which a word stands wherever a text can stand that is shown. */
export function hostileManifests(word: string): string {
  const it = quoted(word);
  const annotations = (lines: Readonly<Record<string, string>>): string =>
    Object.entries(lines)
      .map(([key, value]) => `    argocd.argoproj.io/${key}: ${value}\n`)
      .join("");
  return [
    `apiVersion: batch/v1\nkind: ${it}\nmetadata:\n  name: ${it}\n  namespace: ${it}\n  annotations:\n${annotations({ hook: "PostSync", "sync-wave": it, "hook-delete-policy": it, "sync-options": it })}`,
    `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\n  namespace: ${it}\n  annotations:\n${annotations({ hook: "PreSync" })}    ${it}: ${it}\n`,
    `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: ${it}\n  annotations:\n${annotations({ hook: it })}`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  generateName: ${it}\n`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${it}\n`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${it}\n`,
    `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${it}\n  annotations:\n${annotations({ "sync-wave": '"5"' })}`,
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      serviceAccountName: ${it}\n      containers: [{name: c, envFrom: [{secretRef: {name: ${it}}}]}]\n`,
  ].join("---\n");
}

/** An Application that deploys a folder, with a word for its name and its namespace. */
export function hostileApplication(word: string, path: string): string {
  const it = quoted(word);
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: ${it}\nspec:\n  source: {repoURL: "https://git.example/a.git", path: ${path}}\n  destination: {namespace: ${it}}\n`;
}

/** Controls, what nobody sees, what changes the direction, and what means nothing. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** Nothing in a text steers what shows it; line breaks are ours. */
export function assertShown(text: string): void {
  const found = unseen.exec(text.replaceAll("\n", ""));
  if (found !== null)
    assert.fail(`U+${(found[0].codePointAt(0) ?? 0).toString(16)} in ${JSON.stringify(text.slice(0, 2000))}`);
  assert.doesNotMatch(text, /\p{M}{5}/u);
}

/** The same in lines that are not endless. */
export function assertShort(text: string): void {
  assertShown(text);
  for (const line of text.split("\n")) assert.ok(line.length <= 12_000, `A line of ${line.length} characters`);
}

/** A title or a message of an editor: one line, in which names make neither links nor icons. */
export function assertLabel(text: string): void {
  assertShort(text);
  assert.doesNotMatch(text, /\n|\]\(|\$\(/);
}

/** Text in a log, in which GitHub, Azure Pipelines and TeamCity look for commands. */
export function assertLog(text: string): void {
  assertShown(text);
  assert.doesNotMatch(text, /##(?:vso|teamcity)?\[/);
  assert.doesNotMatch(text, /^\s*::/m);
}

/** JSON that every reader understands in the same way, and that a terminal and a log may show. Returns its value. */
export function assertJson(text: string): unknown {
  assertLog(text);
  return JSON.parse(text) as unknown;
}

/** Markdown in which only what is ours does anything: headings, tables, lists, emphasis, foldings and links to the documentation. */
export function assertMarkdown(markdown: string): void {
  assertShown(markdown);
  let width = 0;
  const written = markdown.startsWith(`${commentMarker}\n`) ? markdown.slice(commentMarker.length + 1) : markdown;
  for (const line of withoutCode(written).split("\n")) {
    const cells = line.startsWith("|") ? line.split("|").slice(1, -1) : undefined;
    assert.ok(
      cells === undefined || width === 0 || cells.length === width,
      `A row of ${cells?.length ?? 0} cells: ${line}`,
    );
    width = cells?.length ?? 0;
    if (cells !== undefined) cells.filter((cell) => cell.trim() !== "---").forEach(assertInline);
    else if (!/^<\/?details>$/.test(line)) assertLine(line);
  }
}

function assertLine(line: string): void {
  const content = line.replace(/^(?:#{2,3}|-|\d+\.) (?=\S)|^<summary>|<\/summary>$/g, "");
  assert.doesNotMatch(content, /^(?:[-+=]+|\d+[.)])(?:\s|$)|^\s{4}/);
  assertInline(content);
}

function assertInline(text: string): void {
  const rest = text.replace(/\[Documentation\]\(https:\/\/[\w./#-]+\)|&#124;|\*\*/g, "");
  assert.doesNotMatch(rest, /[<>&@#[\]`~\\_*$|^{}]|:\/\/|www\.|:[\w+-]+:|\bGH-\d|[!%]["\w]/i);
}

/** A text in which each code span, as CommonMark finds them, is one word. */
function withoutCode(text: string): string {
  return text.replace(/(?<!`)(`+)(?!`)(?:[^`\n]|(?!\1(?!`))`+)*?(?<!`)\1(?!`)/g, "code");
}

/** A flowchart in which names are only in labels, and mean nothing there. */
export function assertMermaid(mermaid: string): void {
  assertShown(mermaid);
  const label = /(?:[\p{L}\p{N}\p{M} .,:/()…-]|<br\/>|#\d+;)*/u.source;
  const line = new RegExp(
    `^(?:flowchart TB| {2}subgraph (?:PreSync|Sync|PostSync|SyncFail)| {2}end| {2,4}\\w+(?:\\["${label}"\\]|\\(\\["${label}"\\]\\))| {2}\\w+ -(?:-|\\.-)> \\w+)$`,
    "u",
  );
  for (const it of mermaid.trimEnd().split("\n")) if (it !== "") assert.match(it, line);
}

/** XML: elements that are closed, attributes in quotes, no entities but those of XML, and no characters that it does not allow. */
export function assertXml(xml: string): void {
  assertShown(xml);
  const open: string[] = [];
  const rest = xml.replace(
    /<(\/?)([a-z-]+)((?: [\w:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*)(\/?)>/g,
    (...match) => {
      const [, closing, name, , single] = match as unknown as readonly string[];
      if (closing === "/") assert.equal(open.pop(), name);
      else if (single !== "/") open.push(name ?? "");
      return "";
    },
  );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest.replace(/&(?:amp|lt|gt|quot);/g, ""), /[<>&]/);
}
