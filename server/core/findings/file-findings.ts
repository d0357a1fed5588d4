import type { ManifestDocument, ManifestFile } from "../manifest/file.ts";
import type { Fix, RuleText } from "../rule-kit/rule.ts";
import type { FoundInApplication } from "./find-in-application.ts";
import type { Found } from "./find-in-document.ts";
import type { Problem, ProblemFix } from "./problem.ts";
import type { RepeatedFindings } from "./repeated.ts";

/** Everything that was found in one file, before comments and settings are applied. */
export interface FileFindings {
  readonly fileName: string;
  readonly file: ManifestFile;
  /** What the rules find in a document of the file; `undefined` while that is not known yet. */
  readonly inDocument: (document: ManifestDocument) => readonly Found[] | undefined;
  /** What the application rules find in the file; `undefined` while that is not known yet. */
  readonly inApplication: readonly FoundInApplication[] | undefined;
  /** What rules that speak once in a repository find in that of the file; `undefined` while that is not known yet. */
  readonly inRepository: RepeatedFindings | undefined;
}

/** A problem without its severity, so that what a comment suppresses does not depend on the settings. */
export type Unweighed = Omit<Problem, "severity">;

/** Where a document is: its file, and the offset at which it begins there. */
interface DocumentPlace {
  readonly fileName: string;
  readonly file: ManifestFile;
  readonly offset: number;
}

/** Converts a finding with spans relative to its document into the coordinates of its file. */
export function unweighed(
  { rule, span, message, fixes = [] }: Omit<Found, "rule"> & { readonly rule: RuleText },
  place: DocumentPlace,
): Unweighed {
  const { fileName, file, offset } = place;
  return {
    fileName,
    file,
    rule,
    message,
    span: { start: span.start + offset, end: span.end + offset },
    related: [],
    fixes: () => fixes.map((fix) => toProblemFix(fix, place)),
  };
}

function toProblemFix(fix: Fix, { fileName, file, offset }: DocumentPlace): ProblemFix {
  const { title, edits, preferred = false, claims = [] } = fix;
  return {
    title,
    preferred,
    claims: claims.map((claim) => ({ ...claim, offset: claim.offset + offset })),
    edits: edits.map(({ span, text }) => ({
      fileName,
      file,
      span: { start: span.start + offset, end: span.end + offset },
      text,
    })),
  };
}
