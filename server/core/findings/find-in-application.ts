import type { Application } from "../application/application.ts";
import type {
  ApplicationFinding,
  ApplicationFix,
  ApplicationRule,
  FilePlace,
  MemberPlace,
} from "../rule-kit/application-rule.ts";
import type { Roster } from "../roster/roster.ts";
import { documentStart, type ManifestFile } from "../manifest/file.ts";
import type { RuleText } from "../rule-kit/rule.ts";
import { applicationFails, failuresIn } from "../rules/application-fails.ts";
import { applicationRules } from "../rules/index.ts";
import { findInChanged } from "./changed-members.ts";
import { concernsArgoCd } from "./concerns.ts";
import { guarded, type NoteFault } from "./fault.ts";
import { findInPrinted } from "./printed-members.ts";
import type { Problem, ProblemFix } from "./problem.ts";
import { topicOf, withCount } from "./repeated.ts";

/** A finding of an application rule, in file coordinates and without a severity yet. */
export interface FoundInApplication extends Omit<Problem, "severity"> {
  readonly rule: RuleText;
  /** It says that the same finding in the document does not hold, and is no problem itself. */
  readonly withdraws?: true;
  /** It is found in what a chart prints: where the text that is written says the same, that stands. */
  readonly isPrinted?: true;
}

/** What the application rules find, by the name of the file that it is in. */
export type ApplicationFindings = ReadonlyMap<string, readonly FoundInApplication[]>;

/**
 * What the application rules find. Nothing is suppressed yet, and no rule is off. There are no findings if nothing says that
 * Argo CD deploys these manifests.
 */
export function findInApplication(roster: Roster, noteFault?: NoteFault): ApplicationFindings {
  const search = searchApplication(roster, noteFault);
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
  }
}

/** The same, rule by rule, so that others can have their turn in between. */
export function* searchApplication(
  roster: Roster,
  noteFault?: NoteFault,
): Generator<undefined, ApplicationFindings, undefined> {
  const byFile = new Map<string, FoundInApplication[]>();
  const read = new Map<string, number>();
  const add = (found: FoundInApplication): void => {
    const others = byFile.get(found.fileName);
    if (others === undefined) byFile.set(found.fileName, [found]);
    else others.push(found);
  };
  if (!concernsArgoCd(roster.application) || isTemplateAlone(roster.application)) return byFile;
  for (const rule of applicationRules) {
    yield;
    const found = guarded(
      rule.id,
      () => Array.from(rule.check(roster), (it) => inFile(it, rule, noteFault)),
      noteFault,
    );
    for (const made of rule.once === undefined ? found : firstOf(found, rule.once)) {
      const { fileName } = made;
      const reading = (read.get(fileName) ?? 0) + made.reading;
      read.set(fileName, reading);
      const found = reading > mostRead ? { ...made, fixes: noFixes } : made;
      add(found);
    }
  }
  yield;
  for (const found of findInChanged(roster.application, noteFault)) add(found);
  yield;
  for (const found of findInPrinted(roster.application, noteFault)) add(found);
  return byFile;
}

/** The first of equal ones in the order of paths, with how many more there are. */
function firstOf<Made extends FoundInApplication>(
  found: readonly Made[],
  once: NonNullable<ApplicationRule["once"]>,
): readonly Made[] {
  const sorted = found.toSorted((one, other) =>
    one.fileName === other.fileName ? one.span.start - other.span.start : one.fileName < other.fileName ? -1 : 1,
  );
  const byTopic = new Map<string, { readonly first: Made; readonly count: number }>();
  for (const it of sorted) {
    const { first, count } = byTopic.get(topicOf(it)) ?? { first: it, count: 0 };
    byTopic.set(topicOf(it), { first, count: count + 1 });
  }
  return [...byTopic.values()].map(({ first, count }) => withCount(first, count, once));
}

/**
 * What makes an application fail and is in the file of its Application object, which is not one of its own files: `fileName` is
 * that file.
 */
export function findInDeclaration(
  { application }: Roster,
  fileName: string,
  file: ManifestFile,
): readonly FoundInApplication[] {
  return Array.from(failuresIn(application, fileName, file), (finding) => inFile(finding, applicationFails, undefined));
}

/**
 * Whether an application is only a file of templates that no chart renders, such as one of Terraform. Another tool chooses which
 * of its resources exist, perhaps one of two with the same name, so nothing is known about them together.
 */
function isTemplateAlone({ source }: Application): boolean {
  return source.type === "file" && source.path.endsWith(".tpl");
}

/**
 * How many characters the fixes of the findings in one file may read in all: each of them reads the documents that it changes again.
 * Findings beyond that have none.
 */
const mostRead = 5_000_000;

function noFixes(): readonly ProblemFix[] {
  return [];
}

/** How many other places a finding names: editors list them one by one. */
const mostRelated = 20;

function inFile(
  finding: ApplicationFinding,
  rule: ApplicationRule,
  noteFault: NoteFault | undefined,
): FoundInApplication & { readonly reading: number } {
  const { message, fixes } = finding;
  const related = finding.related.slice(0, mostRelated);
  const places = [finding, ...finding.related].flatMap((place) => ("member" in place ? [place.member] : []));
  const documents = new Set(places.map(({ file, documentIndex }) => file.documents[documentIndex]));
  return {
    ...placeOf(finding),
    rule,
    message,
    ...(finding.withdraws === true && { withdraws: true }),
    related: related.map((place) => ({ ...placeOf(place), message: place.message })),
    fixes: () => guarded(rule.id, () => fixes().map(toFix), noteFault),
    reading: [...documents].reduce((sum, document) => sum + (document?.text.length ?? 0), 0),
  };
}

function toFix({ title, edits }: ApplicationFix): ProblemFix {
  return { title, preferred: false, edits: edits.map((edit) => ({ ...placeOf(edit), text: edit.text })) };
}

function placeOf(place: MemberPlace | FilePlace): FilePlace {
  if (!("member" in place)) return { fileName: place.fileName, file: place.file, span: place.span };
  const { member, span } = place;
  const offset = documentStart(member.file, member.documentIndex);
  return {
    fileName: member.fileName,
    file: member.file,
    span: { start: span.start + offset, end: span.end + offset },
  };
}
