import { withoutEnd } from "../text.ts";
import {
  configurationIndex,
  configurationName,
  isBlank,
  isConfiguration,
  longestConfiguration,
} from "../configuration/configuration.ts";
import { configurationShape } from "../configuration/configuration-shape.ts";
import { mistakesIn } from "../configuration/mistakes.ts";
import { documentStart, type ManifestDocument, type ManifestFile } from "../manifest/file.ts";
import { derive } from "../memo.ts";
import { configurationMistake } from "../rules/configuration-mistake.ts";
import type { Finding } from "../rule-kit/rule.ts";
import { asPlainText } from "../rule-kit/words.ts";
import { type Unweighed, unweighed } from "./file-findings.ts";

/** How many mistakes are told: who corrects these sees the others. */
const mostTold = 100;

/** What is wrong in a configuration; `undefined` for any other file, which the rules judge. */
export function configurationFindings(fileName: string, file: ManifestFile): readonly Unweighed[] | undefined {
  if (isMisnamed(fileName)) return [misnamed(fileName, file)];
  if (!isConfiguration(fileName)) return undefined;
  const index = configurationIndex(file);
  const first = file.documents[index];
  const start = documentStart(file, index);
  const found = first === undefined ? [] : derive(first, findingsIn).map((it) => placed(it, fileName, file, start));
  const second = file.documents.findIndex((document, at) => at > index && !isBlank(document));
  if (second < 0) return found;
  const message = "Only the first document of a configuration is read, so this one is ignored. Move it up.";
  const span = { start: 0, end: "---".length };
  return [...found, placed({ span, message }, fileName, file, documentStart(file, second))];
}

function findingsIn({ text, parsed: { root, error, errorAt, refusal } }: ManifestDocument): readonly Finding[] {
  if (text.length > longestConfiguration || refusal !== undefined) {
    return [onLine(text, 0, "This configuration is too large or too deep, so none of it is read. Make it shorter.")];
  }
  const broken =
    error === undefined
      ? []
      : [
          onLine(
            text,
            errorAt,
            `This is not valid YAML (${withoutEnd(error, ".: \n")}), so some settings may be ignored. Correct it.`,
          ),
        ];
  if (root === undefined) return broken;
  const place = { node: root, key: "the configuration", span: onLine(text, root.span.start, "").span };
  const mistakes = mistakesIn(place, configurationShape).slice(0, mostTold);
  return [
    ...broken,
    ...mistakes.map((it) => ({ ...it, span: firstLineOf(text, it.span), message: asPlainText(it.message) })),
  ];
}

function firstLineOf(text: string, { start, end }: Finding["span"]): Finding["span"] {
  const length = text.slice(start, end).search(/[\r\n]/);
  return { start, end: length < 0 ? end : start + length };
}

/** A finding on the rest of a line. */
function onLine(text: string, offset: number, message: string): Finding {
  const start = Math.min(offset, Math.max(0, text.trimEnd().length - 1));
  return { span: firstLineOf(text, { start, end: text.length }), message };
}

function placed(finding: Finding, fileName: string, file: ManifestFile, offset: number): Unweighed {
  return unweighed({ ...finding, rule: configurationMistake }, { fileName, file, offset });
}

/** Whether a file has a name that somebody took for that of a configuration. */
function isMisnamed(fileName: string): boolean {
  return /^(?:.*[/\\])?\.argocd-annotations\.yml$/s.test(fileName);
}

function misnamed(fileName: string, file: ManifestFile): Unweighed {
  const message = `Only a file named "${configurationName}" is read as a configuration, so this one has no effect. Rename it.`;
  return placed(onLine(file.documents[0]?.text ?? "", 0, message), fileName, file, 0);
}
