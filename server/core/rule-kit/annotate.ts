import { toSyncResource } from "../application/resource.ts";
import { latestVersion } from "../catalogue/versions.ts";
import { type ManifestDocument, openFile, type TextEdit } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { insertAnnotation } from "./moves.ts";
import type { Subject } from "./rule.ts";
import { replaceValue } from "./values.ts";
import { behaviourOf } from "../sync/behaviour.ts";
import type { MemberEdit } from "./application-rule.ts";
import type { RosterMember } from "../roster/roster.ts";

/** Annotations to write: key and value, the value without quotes. */
export type Annotations = readonly (readonly [key: string, value: string])[];

/**
 * The edits that give each member its annotations: existing values are replaced, new ones are put first. Several members may be
 * in one document. `undefined` if one of them cannot be written because its resource is not written here itself.
 */
export function annotate(
  members: readonly RosterMember[],
  annotationsOf: (member: RosterMember) => Annotations,
): readonly MemberEdit[] | undefined {
  const texts = new Map<ManifestDocument, { readonly first: RosterMember; readonly text: string }>();
  for (const member of members) {
    const document = documentOf(member);
    const index = document?.manifests.findIndex(
      ({ node }) => node.span.start === member.member.manifest.node.span.start,
    );
    if (document === undefined || index === undefined || index < 0 || isGenerated(member)) return undefined;
    const { first, text } = texts.get(document) ?? { first: member, text: document.text };
    const written = annotationsOf(member).reduceRight<string | undefined>(
      (before, [key, value]) => (before === undefined ? undefined : annotateText(before, index, key, value)),
      text,
    );
    if (written === undefined) return undefined;
    texts.set(document, { first, text: written });
  }
  return [...texts].map(([{ text: before }, { first, text }]) => ({
    member: first.member,
    ...difference(before, text),
  }));
}

function documentOf({ member }: RosterMember): ManifestDocument | undefined {
  return member.file.documents[member.documentIndex];
}

/** Resources that a Kustomize generator creates have no manifest of their own. */
function isGenerated({ member }: RosterMember): boolean {
  return member.generated === true;
}

/** The text of one document with an annotation on one of its manifests; `undefined` if no edit can do that. */
function annotateText(text: string, index: number, key: string, value: string): string | undefined {
  const [document, ...more] = openFile(text).documents;
  const manifest = document?.manifests[index];
  if (document === undefined || manifest === undefined || more.length > 0) return undefined;
  const edit = editOf(subjectOf(document, manifest), key, value);
  return edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
}

function editOf(subject: Subject, key: string, value: string): TextEdit | undefined {
  const written = subject.manifest.annotations.filter((annotation) => annotation.key.text === key);
  const annotation = written.at(-1);
  if (annotation === undefined) {
    return insertAnnotation(subject, { key, value: /^[A-Za-z]/.test(value) ? value : JSON.stringify(value) });
  }
  const { merged, conditional, effective } = annotation;
  return merged || conditional || !effective ? undefined : replaceValue({ subject, annotation }, value);
}

function subjectOf({ text, parsed }: ManifestDocument, manifest: Manifest): Subject {
  const resource = toSyncResource(manifest);
  return {
    text,
    actions: parsed.actions,
    manifest,
    resource,
    behaviour: behaviourOf(resource),
    version: latestVersion,
  };
}

/** The single edit that turns one text into another. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { span: { start, end: before.length - end }, text: after.slice(start, after.length - end) };
}
