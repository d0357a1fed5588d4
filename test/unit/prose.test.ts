import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  createSourceFile,
  forEachChild,
  isLiteralTypeNode,
  isStringLiteralLike,
  isTemplateExpression,
  type Node,
  ScriptTarget,
} from "typescript";
import { catalogue, fields, finalizers, labels, rules, snippets } from "../../server/core/index.ts";

const root = join(import.meta.dirname, "..", "..");

/** Wording that reads like a translation: a sentence that has it, and a better one. */
const habits: readonly (readonly [habit: RegExp, seen: string, better: string])[] = [
  [/(?<!\bthere )\b(?:is|are) no (?!longer\b)/i, "The resource is no hook.", "The resource is not a hook."],
  [/(?<!-)\banew\b/i, "The sync runs the Job anew.", "The sync runs the Job again."],
  [/\bof (?:yours|ours)\b/i, "Open a manifest of yours.", "Open one of your manifests."],
  [/\bsaved nowhere\b/i, "An example that is saved nowhere.", "An example that is not saved anywhere."],
  [
    /^(?:#\s*)?Who .*[^?]$/,
    "Who deletes a Namespace deletes it all.",
    "Deleting a Namespace deletes everything in it.",
  ],
  [/\bfor ever\b/i, "The sync waits for ever.", "The sync waits forever."],
  [/\bwithout end\b/i, "The sync waits without end.", "The sync waits forever."],
  [/\bcom(?:es?|ing) to (?:an|its|their) end\b/i, "If the Job does not come to an end.", "If the Job never finishes."],
  [/\bbelongs? into\b/i, "It does not belong into Git.", "It should not be committed to Git."],
  [/\bshall\b/i, "By how much shall the waves be raised?", "Add to each selected wave."],
  [/\bbeforehand\b/i, "It must exist beforehand.", "It must exist before the sync."],
  [/\bthe like\b/i, "A Deployment or the like.", "A Deployment or another workload."],
  [/\bheed(?:s|ed|ing)?\b/i, "Argo CD heeds the annotation.", "Argo CD reads the annotation."],
  [/\bof (?:no )?use\b/i, "The comment is of no use.", "The comment suppresses nothing."],
  [/\bwithout a word\b/i, "Argo CD ignores it without a word.", "Argo CD silently ignores it."],
  [/\bsays? nothing about it\b|\bnot say so\b/i, "Argo CD skips it and does not say so.", "Argo CD reports no error."],
  [/\bholds? (?:anyway|there|then)\b/i, "An option that says what holds anyway.", "An option that is the default."],
  [/\bcase counts\b/i, "The case counts.", "Case matters."],
  [/\bcounts? (?:only|for nothing)\b/i, "It counts only on a hook.", "It works only on a hook."],
  [/\ball the same\b/i, "It is pruned all the same.", "It is still pruned."],
  [/\bsurely meant\b/i, "It repairs what is surely meant.", "It applies every unambiguous fix."],
  [/\bany other value than\b/i, "Any other value than true.", "Any value other than true."],
  [/\b(?:dangers?|hazards?)\b/i, "Dangers in the order.", "Application rules."],
  // `Skip` is a hook type of its own, whose objects are not pruned.
  [/\bsilently skips?\b/i, "Argo CD silently skips this Job.", "Argo CD never applies this Job and reports no error."],
  // What Argo CD applies is a resource or a hook, in a wave of a phase. Its own messages, the fields of a rolling sync and of a command, and the files of pipelines and editors, say it otherwise.
  [
    /^(?!.*(?:rolling ?sync|synchronization tasks|no more tasks|all tasks run|tasks are running)).*\b(?:steps?(?![:=`"]| \{)|tasks?(?!:|\.json)|roster)\b/i,
    "6 tasks of the next step never run.",
    "6 resources of the next wave are not applied.",
  ],
  [
    /\b(?:each|every|next|first|last) pass\b|\bpass (?:by|after) pass\b/i,
    "In the next pass, it is created.",
    "Then it is created.",
  ],
];

/** Everything that is checked: whatever the texts are in, as plain data. */
const sources: readonly (readonly [name: string, content: unknown])[] = [
  ["the catalogue", [catalogue, labels, finalizers, fields, snippets]],
  ["the rules", rules],
  ["the messages in the code", globSync("{server,client}/**/*.ts", { cwd: root }).flatMap(sentencesInCode)],
  // A `when` is a condition that VS Code reads.
  ["package.json", JSON.parse(readText("package.json"), (key, value: unknown) => (key === "when" ? "" : value))],
  ...["README.md", "CHANGELOG.md", ...filesIn("docs", "*.md"), ...filesIn("examples", "**/*.yaml")].map(
    (file) => [file, withoutGenerated(readText(file))] as const,
  ),
];

describe("the English of", () => {
  for (const [name, content] of sources) {
    it(`${name} has no habits of a translation`, () => {
      assert.deepEqual(textsIn(content).flatMap(complaintsAbout), []);
    });
  }
});

describe("the habits", () => {
  for (const [habit, seen, better] of habits) {
    it(`are found in "${seen}" and not in "${better}"`, () => {
      assert.match(seen, habit);
      assert.deepEqual(complaintsAbout(better), []);
    });
  }
});

function complaintsAbout(text: string): readonly string[] {
  const sentences = text.split(/(?<=[.!?:])\s+|\n/);
  return habits.flatMap(([habit, , better]) =>
    sentences
      .filter((sentence) => habit.test(sentence))
      .map((sentence) => `"${sentence.trim()}": say it as in "${better}"`),
  );
}

/** All strings in plain data, at any depth. */
function textsIn(content: unknown): readonly string[] {
  if (typeof content === "string") return [content];
  return typeof content === "object" && content !== null ? Object.values(content).flatMap(textsIn) : [];
}

/** The texts in a file of code that are at least four words long, with dots for what is filled in. */
function sentencesInCode(file: string): readonly string[] {
  const texts: string[] = [];
  const visit = (node: Node): void => {
    if (isTemplateExpression(node))
      texts.push(node.head.text + node.templateSpans.map(({ literal }) => `...${literal.text}`).join(""));
    else if (isStringLiteralLike(node) && !isLiteralTypeNode(node.parent)) texts.push(node.text);
    forEachChild(node, visit);
  };
  visit(createSourceFile(file, readText(file), ScriptTarget.Latest, true));
  return texts.filter((text) => text.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word)).length >= 4);
}

/** A text without its generated parts, whose source is checked instead. */
function withoutGenerated(text: string): string {
  return text.replace(/<!-- generated: .*? -->.*?<!-- end: .*? -->/gs, "");
}

function filesIn(folder: string, pattern: string): readonly string[] {
  return globSync(`${folder}/${pattern}`, { cwd: root }).sort();
}

function readText(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
