import type { Node } from "../../manifest/node.ts";
import { entriesOf } from "../kustomize/kustomization.ts";
import { locationOf } from "../location.ts";
import type { UnreadMember } from "../source-member.ts";
import type { SourceOptions } from "../source-spec.ts";

/** Options that a template of another chart prints are not known where they are read as they are written. */
export function madeByTemplate(written: SourceOptions | undefined): readonly UnreadMember[] {
  if (written?.node === undefined || !/(?:^|[\\/])templates[\\/]/.test(written.document.path)) return [];
  const { node, document } = written;
  const isOpen = document.isPrinted
    ? hasUnknownOptions(node)
    : document.text.slice(node.span.start, node.span.end).includes("{{");
  if (!isOpen) return [];
  const reason = "A template fills in these options of Helm, so not all values are known.";
  return [{ text: "helm", location: locationOf(document, node), reason }];
}

/** Whether options that a template prints are not known, beside those that are told by themselves: values, parameters and paths. */
function hasUnknownOptions(node: Node): boolean {
  if (node.type === "scalar") return node.scalarType === "unknown" && node.text.includes("{{");
  return entriesOf(node).some(({ key, value }) => {
    if (key.text === "values" || key.text === "valuesObject") return false;
    if (value.type !== "list") return hasUnknownOptions(value);
    return key.text !== "valueFiles" && value.items.some((item) => item.type === "scalar" && hasUnknownOptions(item));
  });
}
