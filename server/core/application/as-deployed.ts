import type { Annotation, Manifest } from "../manifest/manifest.ts";
import { type Entry, entryOf, type MapNode, type Node, type ScalarNode } from "../manifest/node.ts";
import type { Member } from "./application.ts";

/** Whether a template still decides what is in a member. */
export function isTemplated({ deployed, file, documentIndex }: Member): boolean {
  return (deployed?.actions ?? file.documents[documentIndex]?.parsed.actions ?? []).length > 0;
}

/** A member's manifest with what kustomize and tools make of its fields; `undefined` where something changes them that is not known. */
export function contentOf({
  manifest,
  deployed,
  patched,
}: Pick<Member, "manifest" | "deployed" | "patched">): Manifest | undefined {
  return deployed ?? (patched === true ? undefined : manifest);
}

/**
 * A member's manifest as kustomize makes it, annotations included. Fields that are not known have an unknown value. Everything has a
 * place in the document where the member is written.
 */
export function asDeployed(member: Member): Manifest {
  const { manifest, resource } = member;
  const content = contentOf(member) ?? { ...manifest, node: withUnknownFields(manifest.node) };
  const [metadata, block] = [entryOf(content.node, "metadata"), manifest.annotationBlocks.at(-1)];
  const around = block?.key ?? metadata?.key ?? content.node;
  return {
    ...content,
    kind: resource.kind,
    annotations: [...resource.annotations].map(([key, text]) => annotationOf(key, text, content, around)),
    moreAnnotations: !resource.annotationsKnown,
  };
}

/** The annotation as it is written, if it is still that one; else one that stands where annotations are written. */
function annotationOf(
  key: string,
  text: string | undefined,
  { annotations }: Manifest,
  { span }: Pick<Node, "span">,
): Annotation {
  const written = annotations.findLast((it) => it.effective && it.key.text === key);
  if (written?.value.type === "scalar" && written.value.text === text && written.value.scalarType === "string")
    return written;
  const scalar = (content: string): ScalarNode => ({
    type: "scalar",
    scalarType: "string",
    style: "double",
    text: content,
    span: written?.key.span ?? span,
  });
  const value: ScalarNode = text === undefined ? { ...scalar(""), scalarType: "unknown" } : scalar(text);
  return { key: scalar(key), value, merged: false, oneLine: true, effective: true, conditional: false };
}

function withUnknownFields(node: MapNode): MapNode {
  const isKnown = ({ key }: Entry): boolean => ["apiVersion", "kind", "metadata"].includes(key.text);
  return {
    ...node,
    entries: node.entries.map((entry) => (isKnown(entry) ? entry : { ...entry, value: unknownAt(entry.value) })),
  };
}

function unknownAt({ span }: Node): ScalarNode {
  return { type: "scalar", scalarType: "unknown", style: "plain", text: "", span };
}
