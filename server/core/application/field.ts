import { type Node, nodeAt } from "../manifest/node.ts";
import { depthAt } from "../manifest/template.ts";
import type { Member } from "./application.ts";
import { contentOf } from "./as-deployed.ts";

/** A field of a resource as it is deployed. */
export type Field =
  /** Something may change it before Argo CD reads it: a template, a patch, a placeholder. */
  { readonly is: "unknown" } | { readonly is: "absent" } | { readonly is: "known"; readonly text: string };

/** The field of a member at a path of keys, a scalar. */
export function fieldOf(member: Member, ...path: string[]): Field {
  const manifest = contentOf(member);
  if (manifest === undefined) return { is: "unknown" };
  const actions = member.deployed?.actions ?? member.file.documents[member.documentIndex]?.parsed.actions ?? [];
  const field = scalarAt(manifest.node, path);
  if (actions.length === 0) return field;
  const found = nodeAt(manifest.node, ...path);
  const outer = depthAt(actions, manifest.node.entries[0]?.key.span.start ?? manifest.node.span.start);
  // What is not written may be printed by an action.
  return found !== undefined && depthAt(actions, found.span.start) <= outer ? field : { is: "unknown" };
}

function scalarAt(root: Node, path: readonly string[]): Field {
  let node = root;
  for (const key of path) {
    const next = nodeAt(node, key);
    if (next === undefined) return { is: "absent" };
    node = next;
    if (node.type === "scalar" && node.scalarType === "unknown") return { is: "unknown" };
  }
  if (node.type !== "scalar") return { is: "unknown" };
  return node.scalarType === "null" ? { is: "absent" } : { is: "known", text: node.text };
}
