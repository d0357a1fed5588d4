import type { Application, Member } from "../application/application.ts";
import type { HazardFinding, HazardFix, Hazard, FilePlace } from "../rule-kit/application-rule.ts";
import { hazards } from "../rules/application-rules.ts";
import { hazardSubject, readSummary, type SummaryOf } from "../rule-kit/application-subject.ts";
import type { ManifestFile } from "../manifest/file.ts";
import { type IgnoreComment, ignoreCommentsIn } from "../manifest/ignore-comment.ts";
import type { Severity } from "../rule-kit/rule.ts";
import { contains, shift, type Span, type TextEdit } from "../text.ts";
import { concernsArgoCd } from "./concerns.ts";
import type { RuleSeverities } from "./diagnose.ts";

/** A place in a file; the span counts from the start of the file. */
export interface PlaceInFile {
  readonly fileName: string;
  readonly file: ManifestFile;
  readonly span: Span;
}

/** A finding about the order of an application, in one of its files. */
export interface ApplicationProblem extends PlaceInFile {
  readonly rule: Hazard;
  readonly severity: Severity;
  readonly message: string;
  /** The other places that it is about, in whatever files, each with a sentence. */
  readonly related: readonly (PlaceInFile & { readonly message: string })[];
  /** None of them is preferred. Made only when somebody asks. */
  readonly fixes: () => readonly ApplicationFix[];
}

/** A repair, which may reach into several files. */
export interface ApplicationFix {
  /** An imperative without a full stop. */
  readonly title: string;
  /** Spans count from the start of the file; edits in one file do not overlap. */
  readonly edits: readonly (TextEdit & PlaceInFile)[];
}

/** What else the problems of an application depend on. */
export interface ApplicationOptions {
  /** All hazards where it is absent. */
  readonly hazards?: readonly Hazard[];
  /** Lets a caller keep the summaries of manifests that did not change. */
  readonly summaryOf?: SummaryOf;
}

/**
 * The problems with the order of an application, sorted by file and place. There are none where nothing says that Argo CD
 * deploys these manifests. Comments silence them as they silence those of one document. Never throws.
 */
export function diagnoseApplication(
  application: Application,
  severities: RuleSeverities = new Map(),
  options: ApplicationOptions = {},
): readonly ApplicationProblem[] {
  const { hazards: enabled = hazards, summaryOf = readSummary } = options;
  if (!concernsArgoCd(application)) return [];
  const subject = hazardSubject(application, summaryOf);
  const problems = enabled.flatMap((hazard) => {
    const severity = severities.get(hazard.id) ?? hazard.severity;
    if (severity === "off") return [];
    return [...hazard.check(subject)]
      .filter((finding) => !isSilenced(finding, hazard))
      .map((finding) => toProblem(finding, hazard, severity));
  });
  const order = new Map(application.members.map(({ fileName }, index) => [fileName, index]));
  const rank = ({ fileName }: PlaceInFile): number => order.get(fileName) ?? 0;
  return problems.toSorted((a, b) => rank(a) - rank(b) || a.span.start - b.span.start || a.span.end - b.span.end);
}

/**
 * The comments that silence problems with the order of an application without naming them: by the name of the file, the
 * offsets in it at which they begin. They are of use, whatever the settings say about the hazards.
 */
export function usefulComments(
  application: Application,
  { summaryOf = readSummary }: Pick<ApplicationOptions, "summaryOf"> = {},
): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  if (!concernsArgoCd(application)) return found;
  const subject = hazardSubject(application, summaryOf);
  for (const finding of hazards.flatMap((hazard) => [...hazard.check(subject)])) {
    const { fileName } = finding.member;
    for (const { start, rules } of commentsAbout(finding.member).filter((it) => speaksOf(it, finding))) {
      if (rules.length === 0) found.set(fileName, (found.get(fileName) ?? new Set()).add(start));
    }
  }
  return found;
}

function toProblem(finding: HazardFinding, rule: Hazard, severity: Severity): ApplicationProblem {
  const { message, related, fixes } = finding;
  return {
    ...placeInFile(finding),
    rule,
    severity,
    message,
    related: related.map((place) => ({ ...placeInFile(place), message: place.message })),
    fixes: () => fixes().map(toFix),
  };
}

function toFix({ title, edits }: HazardFix): ApplicationFix {
  return { title, edits: edits.map((edit) => ({ ...placeInFile(edit), text: edit.text })) };
}

function placeInFile({ member, span }: FilePlace): PlaceInFile {
  const { fileName, file, documentIndex } = member;
  return { fileName, file, span: shift(span, file.offsets[documentIndex] ?? 0) };
}

function isSilenced(finding: HazardFinding, { id }: Hazard): boolean {
  return commentsAbout(finding.member).some(
    (comment) =>
      (comment.rules.length === 0 || comment.rules.some((rule) => rule.id === id)) && speaksOf(comment, finding),
  );
}

/** Whether a comment is about the place of a finding. */
function speaksOf({ scope, line }: IgnoreComment, { span }: HazardFinding): boolean {
  return scope === "file" || (line !== undefined && contains(line, span.start));
}

/** The comments on the lines of the document that holds a member, and those for its whole file, with their offsets in it. */
function commentsAbout({ file, documentIndex }: Member): readonly (IgnoreComment & { readonly start: number })[] {
  return file.documents.flatMap(({ text }, index) =>
    ignoreCommentsIn(text)
      .filter(({ scope }) => index === documentIndex || scope === "file")
      .map((comment) => ({ ...comment, start: comment.span.start + (file.offsets[index] ?? 0) })),
  );
}
