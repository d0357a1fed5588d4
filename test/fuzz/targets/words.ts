/** What is not a manifest: numbers, versions, patterns, settings, arguments, and words on their way to a terminal. */
import { Buffer } from "node:buffer";
import {
  escapeSnippet,
  hasTooManyAlternatives,
  matchesPath,
  parseInteger,
  parseVersion,
  visible,
} from "../../../server/core/index.ts";
import { matchesGlob } from "../../../server/core/glob.ts";
import { escapeMarkdown } from "../../../server/core/features/plan/markdown.ts";
import { readArguments } from "../../../server/cli/arguments.ts";
import { settingsIn } from "../../../server/lsp/given-settings.ts";
import { readSettings } from "../../../server/lsp/settings.ts";
import { label } from "../../../server/protocol/index.ts";
import { readPatterns } from "../../../server/workspace/ignore/pattern.ts";
import { isIgnored } from "../../../server/workspace/ignore/rules.ts";
import { toolComplaint } from "../../../server/workspace/tool-complaint.ts";
import { pathOfUri, uriOfPath } from "../../../server/workspace/uris.ts";
import { ensure, ensureSafe, ensureSentences } from "../checks.ts";
import type { Outcome, Target } from "../target.ts";

/** The targets that take words. The lines of an input are what they are given. */
export const wordTargets: readonly Target[] = [
  { name: "integers", takes: "words", run: integerTarget },
  { name: "versions", takes: "words", run: versionTarget },
  { name: "glob patterns", takes: "words", run: globTarget },
  { name: "ignore files", takes: "words", run: ignoreTarget },
  { name: "settings", takes: "words", run: settingsTarget },
  { name: "arguments", takes: "words", run: argumentTarget },
  { name: "words for people", takes: "words", run: shownTarget },
];

function linesOf(input: string): readonly [string, ...string[]] {
  const [first = "", ...rest] = input.split("\n");
  return [first, ...rest];
}

/** Another way to say what a number is, so that both have to be wrong for a mistake to go unseen. */
function integerOf(text: string): bigint | undefined {
  const { length } = text;
  const digits = text.startsWith("+") || text.startsWith("-") ? text.slice(1) : text;
  if (length > 400 || digits === "" || Array.from(digits).some((it) => it < "0" || it > "9" || it.length > 1))
    return undefined;
  const value = BigInt(digits) * (text.startsWith("-") ? -1n : 1n);
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

function integerTarget(input: string): Outcome {
  const lines = linesOf(input).slice(0, 20);
  const answer = lines.map((line) => parseInteger(line));
  for (const [index, line] of lines.entries())
    if (line.length <= 400) ensure(answer[index] === integerOf(line), `the number is read as ${String(answer[index])}`);
  return { calls: lines.length, answer };
}

function versionTarget(input: string): Outcome {
  const lines = linesOf(input).slice(0, 20);
  const answer = lines.map((line) => parseVersion(line));
  for (const it of answer)
    ensure(
      it === undefined || (it.major >= 0 && it.minor >= 0 && it.major < 10_000 && it.minor < 10_000),
      "a version is no number",
    );
  return { calls: lines.length, answer };
}

function globTarget(input: string): Outcome {
  const [pattern, ...texts] = linesOf(input);
  const asked = texts.slice(0, 4).concat([pattern]);
  const answer = asked.map((text) => [matchesGlob(pattern, text), matchesPath(pattern, text)]);
  const isPlain = !/[*?[\]{}\\]/.test(pattern) && pattern.length <= 4096;
  if (isPlain) ensure(matchesGlob(pattern, pattern), "a pattern without wildcards does not match itself");
  if (pattern.length <= 4096 && !hasTooManyAlternatives(pattern))
    ensure(
      /[{[\\]/.test(pattern) || matchesGlob(`*${pattern}`, pattern.replaceAll(/[*?]/g, "a")),
      "stars match too little",
    );
  return { calls: asked.length * 2, answer };
}

function ignoreTarget(input: string): Outcome {
  const lines = linesOf(input);
  const path = `/r/${lines.at(-1) ?? ""}`;
  const bytes = Buffer.from(lines.slice(0, -1).join("\n"), "utf8").toString("latin1");
  const answer = (["as written", "any case"] as const).map((letters) => {
    const rules = { folder: "/r", patterns: readPatterns(bytes, letters), letters, size: 0, around: undefined };
    return [isIgnored(rules, path, "file"), isIgnored(rules, path, "folder")];
  });
  ensure(
    answer.every(([file, folder]) => file !== true || folder === true || bytes.includes("!")),
    "a file is ignored, and a folder is not",
  );
  return { calls: 4, answer };
}

function settingsTarget(input: string): Outcome {
  const { settings, complaints } = readSettings(settingsIn(valueOf(input)) ?? {});
  for (const complaint of complaints) ensureSentences(complaint, "a complaint about settings");
  return { calls: 1, answer: [[...settings.severity], settings.version, settings.exclude, complaints] };
}

/** JSON if it is, else an object with the lines as its settings, else the text itself. */
function valueOf(input: string): unknown {
  try {
    return JSON.parse(input) as unknown;
  } catch {
    const lines = linesOf(input);
    if (lines.length < 2) return input;
    const pairs = lines.map((line): [string, unknown] => {
      const [key = "", ...value] = line.split(/[:= ]+/);
      return [key, value.length > 1 ? value : (value[0] ?? null)];
    });
    return { ...Object.fromEntries(pairs), severity: Object.fromEntries(pairs) };
  }
}

function argumentTarget(input: string): Outcome {
  const command = readArguments(linesOf(input).slice(0, 12));
  if (command.name === "wrong")
    ensure(command.complaint.trim() !== "" && command.complaint.endsWith("."), "a complaint is no sentence");
  return { calls: 1, answer: command };
}

function shownTarget(input: string): Outcome {
  ensureSafe(visible(input), "what is shown on a terminal");
  const markdown = escapeMarkdown(input);
  ensureSafe(markdown, "Markdown");
  const outsideCode = markdown.replaceAll(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
  ensure(!/[`*_[\]<>@|~$\\]/.test(outsideCode), "Markdown is not escaped");
  ensure(!label(input).includes("]("), "a link is left");
  const path = `/${linesOf(input)[0].replaceAll("\0", "")}`;
  const isOrdinary = !/\p{Cs}/u.test(path) && !/\/(?:\.{1,2})?(?:\/|$)|\r/.test(path);
  if (isOrdinary) ensure(pathOfUri(uriOfPath(path)) === path, "a path has changed on its way to a URI and back");
  return { calls: 6, answer: [visible(input), markdown, escapeSnippet(input), toolComplaint(input)] };
}
