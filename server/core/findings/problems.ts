import { configurationFindings } from "./configuration-findings.ts";
import { type FileFindings, type Unweighed, unweighed } from "./file-findings.ts";
import { documentStart } from "../manifest/file.ts";
import type { Problem, RuleSeverities } from "./problem.ts";
import { saidOnce } from "./repeated.ts";
import { commentsOf, unusedSuppressions, withoutSuppressed } from "./suppress.ts";

/**
 * The problems of a file in the order of its text: what rules and application rules find, without what comments suppress, with
 * the severities of the settings. The one answer to what is wrong with a file. Never throws.
 */
export function problemsOf(findings: FileFindings, severities: RuleSeverities = new Map()): Problem[] {
  const found = foundIn(findings);
  const comments = commentsOf(findings.file);
  // A comment at the one place where something is said says that people know, so it does not move on to the next one.
  const said = saidOnce(found, findings.fileName, findings.inRepository);
  const left =
    comments.length === 0
      ? said
      : withoutSuppressed([...said, ...unusedSuppressions(findings, comments, found)], comments);
  const weighed = left.flatMap((it): Problem[] => {
    const severity = severities.get(it.rule.id) ?? it.rule.severity;
    return severity === "off" ? [] : [{ ...it, severity }];
  });
  return weighed.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function foundIn({ fileName, file, inDocument, inApplication = [] }: FileFindings): readonly Unweighed[] {
  const mistakes = configurationFindings(fileName, file);
  if (mistakes !== undefined) return [...mistakes, ...inApplication];
  const found: Unweighed[] = [];
  for (const [index, document] of file.documents.entries()) {
    const offset = documentStart(file, index);
    for (const it of inDocument(document) ?? []) found.push(unweighed(it, { fileName, file, offset }));
  }
  if (inApplication.length === 0) return found;
  const written = new Set(found.map(placeOf));
  const others = inApplication.filter((it) => it.isPrinted !== true || !written.has(placeOf(it)));
  const withdrawn = new Set(inApplication.flatMap((it) => (it.withdraws === true ? [keyOf(it)] : [])));
  const held = withdrawn.size === 0 ? found : found.filter((it) => !withdrawn.has(keyOf(it)));
  return withoutYielding([...held, ...others]).filter((it) => !("withdraws" in it));
}

function placeOf({ rule, span }: Pick<Unweighed, "rule" | "span">): string {
  return `${rule.id} ${span.start}`;
}

function keyOf({ rule, span, message }: Pick<Unweighed, "rule" | "span" | "message">): string {
  return `${rule.id} ${span.start} ${span.end} ${message}`;
}

/** Leaves out what a rule that knows more says at the same place. */
function withoutYielding(found: readonly Unweighed[]): readonly Unweighed[] {
  if (!found.some(({ rule }) => rule.yieldsTo !== undefined)) return found;
  const places = new Set(found.map(({ rule, span }) => `${rule.id} ${span.start}`));
  return found.filter(({ rule, span }) => !places.has(`${rule.yieldsTo ?? ""} ${span.start}`));
}
