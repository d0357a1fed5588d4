import { isPacked } from "../application/chart/chart-files.ts";
import type { Application, NamedFile } from "../application/application.ts";
import type { PrintedDocument } from "../application/chart/printed-places.ts";
import type { ManifestDocument } from "../manifest/document.ts";
import { derive } from "../memo.ts";
import type { Fix } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";
import { type ArgoCdVersion, latestVersion } from "../versions.ts";
import type { NoteFault } from "./fault.ts";
import type { FoundInApplication } from "./find-in-application.ts";
import { type Found, findInDocument } from "./find-in-document.ts";
import { holding } from "./holding.ts";
import type { ProblemFix } from "./problem.ts";
import { changeablePlace, type ChangeablePlace } from "../rule-kit/printed-place.ts";

/**
 * What the rules for single resources find in the documents that a chart prints, where people can change it: in its templates, or in
 * the values that they print. What stands in a template as it is printed was found there before.
 */
export function findInPrinted(application: Application, noteFault: NoteFault | undefined): FoundInApplication[] {
  const documents = new Set(application.members.flatMap(({ printed }) => printed ?? []));
  if (documents.size === 0) return [];
  const files = new Map(application.files.map((file) => [file.name, file]));
  const { version = latestVersion, addedChecks = [] } = application.planOptions;
  const found = new Map<string, FoundInApplication>();
  for (const printed of documents) {
    for (const one of holding(foundIn(printed.document, version, noteFault), addedChecks)) {
      const placed = placedFinding(one, printed, files);
      // A value may be printed in many places, and is changed in one.
      if (placed !== undefined) found.set(`${placed.rule.id} ${placed.fileName} ${placed.span.start}`, placed);
    }
  }
  return [...found.values()];
}

/** Documents that are printed again are not judged again. */
function foundIn(
  document: ManifestDocument,
  version: ArgoCdVersion,
  noteFault: NoteFault | undefined,
): readonly Found[] {
  const kept = derive(document, nothingKept);
  if (kept.newest?.version !== version)
    kept.newest = { version, found: findInDocument(document, { version, noteFault }) };
  return kept.newest.found;
}

interface Kept {
  newest?: { readonly version: ArgoCdVersion; readonly found: readonly Found[] };
}

function nothingKept(): Kept {
  return {};
}

function placedFinding(
  found: Found,
  printed: PrintedDocument,
  files: ReadonlyMap<string, NamedFile>,
): FoundInApplication | undefined {
  const { rule, span, message, fixes = [] } = found;
  if (isSaidElsewhere(found)) return undefined;
  const place = changeablePlace(printed, span, files);
  if (place === undefined) return undefined;
  // With other values, what is written may be right, and what is empty is there to be filled in.
  if (printed.valuesAre !== "known" && (place.is !== "value" || place.span.start === place.span.end)) return undefined;
  const { fileName, file } = place;
  return {
    ...{ fileName, file, span: place.span, rule, related: [], isPrinted: true },
    message: place.is === "action" ? message + elsewhere(found, printed, files) : message,
    fixes: () => fixes.flatMap((fix) => changedThere(fix, place, printed, files) ?? []),
  };
}

/** Where a value is written that is in no file of the application: in an Application, say. */
function elsewhere({ span }: Found, printed: PrintedDocument, files: ReadonlyMap<string, NamedFile>): string {
  const path = printed.sourceOf(span).values[0]?.path;
  if (path === undefined || files.has(path) || isPacked({ name: path })) return "";
  return ` The value is in ${shown(path.replace(/^.*[/\\]/, ""))}.`;
}

/** Rules that look at all that a chart prints say it, or say it once for many. */
function isSaidElsewhere({ rule }: Found): boolean {
  return rule.once !== undefined || ["value-not-a-string", "annotations-not-a-mapping"].includes(rule.id);
}

/** The same fix where the text that it changes is written. */
function changedThere(
  { title, edits, preferred = false }: Fix,
  { fileName, file }: ChangeablePlace,
  printed: PrintedDocument,
  files: ReadonlyMap<string, NamedFile>,
): ProblemFix | undefined {
  const changes = edits.map(({ span, text }) => {
    const place = span.start === span.end ? undefined : changeablePlace(printed, span, files);
    const written = text.trim() === "" ? undefined : place?.writes(text);
    if (place?.fileName !== fileName || written === undefined) return undefined;
    return { fileName, file, span: place.span, text: written };
  });
  const certain = changes.filter((it) => it !== undefined);
  return certain.length === changes.length ? { title, edits: certain, preferred } : undefined;
}
