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
import { applicationFails, failuresIn } from "../rules/application-fails.ts";
import { applicationRules } from "../rules/index.ts";
import { concernsArgoCd } from "./concerns.ts";
import type { Problem, ProblemFix } from "./problem.ts";

/** A finding of an application rule, in file coordinates and without a severity yet. */
export interface FoundInApplication extends Omit<Problem, "severity"> {
  readonly rule: ApplicationRule;
}

/** What the application rules find, by the name of the file that it is in. */
export type ApplicationFindings = ReadonlyMap<string, readonly FoundInApplication[]>;

/**
 * What the application rules find. Nothing is suppressed yet, and no rule is off. There are no findings if nothing says that
 * Argo CD deploys these manifests.
 */
export function findInApplication(roster: Roster): ApplicationFindings {
  const search = searchApplication(roster);
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
  }
}

/** The same, rule by rule, so that others can have their turn in between. */
export function* searchApplication(roster: Roster): Generator<undefined, ApplicationFindings, undefined> {
  const byFile = new Map<string, FoundInApplication[]>();
  if (!concernsArgoCd(roster.application) || isTemplateAlone(roster.application)) return byFile;
  for (const rule of applicationRules) {
    yield;
    for (const finding of rule.check(roster)) {
      const found = inFile(finding, rule);
      const others = byFile.get(found.fileName);
      if (others === undefined) byFile.set(found.fileName, [found]);
      else others.push(found);
    }
  }
  return byFile;
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
  return Array.from(failuresIn(application, fileName, file), (finding) => inFile(finding, applicationFails));
}

/**
 * Whether an application is only a file of templates that no chart renders, such as one of Terraform. Another tool chooses which
 * of its resources exist, perhaps one of two with the same name, so nothing is known about them together.
 */
function isTemplateAlone({ source }: Application): boolean {
  return source.type === "file" && source.path.endsWith(".tpl");
}

function inFile(finding: ApplicationFinding, rule: ApplicationRule): FoundInApplication {
  const { message, related, fixes } = finding;
  return {
    ...placeOf(finding),
    rule,
    message,
    related: related.map((place) => ({ ...placeOf(place), message: place.message })),
    fixes: () => fixes().map(toFix),
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
