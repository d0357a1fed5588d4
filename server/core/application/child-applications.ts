/** The Applications among the resources of an application: the children of an app of apps. */
import type { MapNode, Node } from "../manifest/node.ts";
import { hasUnknown, withoutUnknown } from "../manifest/template.ts";
import type { Application, Member } from "./application.ts";
import { type DeclaredApplication, isApplication, toApplication } from "./argocd-application.ts";
import { type ApplicationSetAnswer, isApplicationSet, readSets } from "./applicationset.ts";
import { type DocumentLocation, documentLocation } from "./location.ts";
import type { SourceTree } from "./source-tree.ts";

/** The Applications that an application deploys, in the order of its members, as it deploys them. */
export function childApplications({ name, members }: Children): readonly DeclaredApplication[] {
  return members.filter(({ manifest }) => isApplication(manifest)).map((member) => childOf(member, name));
}

/** The ApplicationSets that an application deploys, with their Applications over the files that have been read so far. */
export function childApplicationSets({ members }: Children, tree: SourceTree): ApplicationSetAnswer {
  const sets = members
    .filter(({ manifest }) => isApplicationSet(manifest))
    .map((member) => ({ ...writtenFor(member), name: member.resource.name, isLikely: isLikely(member) }));
  return readSets(sets, tree);
}

type Children = Pick<Application, "name" | "members">;

function childOf(member: Member, parent: string): DeclaredApplication {
  const { node, document } = writtenFor(member);
  const child = toApplication(member.resource.name, node, document);
  if (member.printed === undefined) return child;
  return { ...child, printedFor: parent, ...(isLikely(member) && { isLikely: true }) };
}

/** Whether nobody can tell here that Argo CD finds it like this. */
function isLikely({ printed, conditional = false }: Member): boolean {
  return printed !== undefined && (printed.valuesAre !== "known" || conditional);
}

function writtenFor({ manifest, deployed, printed, fileName, file, documentIndex }: Member): {
  readonly node: MapNode;
  readonly document: DocumentLocation;
} {
  const document = documentLocation(fileName, file, documentIndex);
  if (printed === undefined) return { node: (deployed ?? manifest).node, document };
  return { node: withUnknownsShown((deployed ?? manifest).node), document: { ...document, isPrinted: true } };
}

/**
 * A printed tree in which what is not known looks as if it were still to be filled in, which every reader of Applications knows. The
 * values for another chart keep their marks, since any value there may be unknown.
 */
function withUnknownsShown<Tree extends Node>(node: Tree): Tree;
function withUnknownsShown(node: Node): Node {
  if (node.type === "scalar") {
    return hasUnknown(node.text) ? { ...node, scalarType: "unknown", text: shownText(node.text) } : node;
  }
  if (node.type === "list") return { ...node, items: node.items.map((item) => withUnknownsShown(item)) };
  const entries = node.entries.map((entry) =>
    entry.key.text === "values" || entry.key.text === "valuesObject"
      ? entry
      : { ...entry, value: withUnknownsShown(entry.value) },
  );
  return { ...node, entries };
}

function shownText(text: string): string {
  return withoutUnknown(text, () => "{{ ... }}");
}
