import type { Member } from "../../application/application.ts";
import { readAnchors } from "../../manifest/anchors.ts";
import { entryOf } from "../../manifest/node.ts";
import type { ParsedDocument } from "../../manifest/parse.ts";
import { inSameBranch } from "../../manifest/template.ts";
import { editMembers, type MemberChange } from "../../rule-kit/annotate.ts";
import type { Span } from "../../text.ts";
import { nameOf } from "../words.ts";

/** Why changes cannot be written that `editMembers` refuses, and what to do: the first resource that is in the way. */
export function whyNotWritten(changes: readonly MemberChange[]): string {
  const change = changes.find((it) => editMembers([it]) === undefined) ?? changes[0];
  return change === undefined
    ? "There is nothing to change."
    : `${nameOf(change.member)} stays as it is: ${causeOf(change)}`;
}

/** The sentences that follow the name of a resource whose annotations cannot be written. */
function causeOf({ member, annotations }: MemberChange): string {
  if (member.generated === true)
    return "a generator of a kustomization makes it. Write the annotation into the options of that generator.";
  for (const { key } of annotations) {
    const cause = causeInAnnotation(member, key);
    if (cause !== undefined) return cause;
  }
  return causeInText(member);
}

/** Who else decides about an annotation of a resource; `undefined` if nobody does. */
function causeInAnnotation({ manifest, resource, changes = [] }: Member, key: string): string | undefined {
  const setBy = changes.findLast((it) => it.what === "annotation" && it.key === key)?.by;
  if (setBy !== undefined) return `"${setBy}" of a kustomization sets "${key}". Change it there.`;
  const written = manifest.annotations.filter((it) => it.key.text === key);
  const effective = written.findLast((it) => it.effective);
  if (effective === undefined) {
    if (written.length > 0)
      return `"${key}" stands in a block of annotations that a later one replaces. Keep one block.`;
    if (manifest.moreAnnotations)
      return `a template adds annotations that only rendering tells, and may add "${key}". Change what it adds.`;
    return resource.annotations.has(key) ? `"${key}" is set outside of its manifest. Change it there.` : undefined;
  }
  const { value, conditional } = effective;
  if (conditional) return `a template decides whether it has "${key}". Change it by hand.`;
  if (value.type !== "scalar") return `the value of "${key}" is not a string. Write one there.`;
  if (value.scalarType !== "unknown") return undefined;
  return value.text.includes("{{")
    ? `a template writes "${key}". Change the value that it takes.`
    : `"${value.text}" is filled in later. Change the value that is filled in.`;
}

/** What in the text of a manifest leaves no place for an annotation, or would change something else with it. */
function causeInText({ file, documentIndex, manifest, resource }: Member): string {
  const document = file.documents[documentIndex];
  const metadata = entryOf(manifest.node, "metadata");
  if (document === undefined) return "its manifest is in no file here.";
  if (metadata?.value.type !== "map" || metadata.value.entries.length === 0)
    return "it has no metadata to write an annotation into. Give it a name first.";
  const block = manifest.annotationBlocks.at(-1)?.value;
  if (block?.type === "list" || (block?.type === "scalar" && block.style !== "empty"))
    return `what it has as "annotations" is not a mapping. Write each one as a line "key: value" below that key.`;
  if (isShared(document.parsed, manifest.node.span))
    return "it shares text with others through a YAML anchor, and they would change too. Write its annotations out first.";
  const [first] = metadata.value.entries;
  const inBranch = [first?.key, manifest.annotationBlocks.at(-1)?.key].some(
    (key) => key !== undefined && !inSameBranch(document.parsed.actions, key.span.start, metadata.key.span.start),
  );
  if (inBranch) return "a template decides whether it has annotations at all. Write them by hand.";
  return `the change would reach more than ${resource.kind === "" ? "it" : `this ${resource.kind}`}. Write the annotation by hand.`;
}

function isShared(parsed: ParsedDocument, { start, end }: Span): boolean {
  return readAnchors(parsed).some(({ span, aliases }) =>
    [span, ...aliases].some((it) => it.start < end && start < it.end),
  );
}
