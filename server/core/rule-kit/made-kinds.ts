/** The kinds that controllers make from the resources of an application. */
import type { Member } from "../application/application.ts";
import { contentOf } from "../application/as-deployed.ts";
import { type Node, stringAt } from "../manifest/node.ts";

/** How the kinds follow from one kind of resource, as `GROUP/KIND`. */
const makers: ReadonlyMap<string, (node: Node) => readonly (string | undefined)[]> = new Map<
  string,
  (node: Node) => readonly (string | undefined)[]
>([
  [
    "templates.gatekeeper.sh/ConstraintTemplate",
    (node) => [kindOf("constraints.gatekeeper.sh", stringAt(node, "spec", "crd", "spec", "names", "kind"))],
  ],
  [
    "apiextensions.crossplane.io/CompositeResourceDefinition",
    (node) =>
      ["names", "claimNames"].map((names) =>
        kindOf(stringAt(node, "spec", "group"), stringAt(node, "spec", names, "kind")),
      ),
  ],
  [
    "kro.run/ResourceGraphDefinition",
    (node) => [
      kindOf(stringAt(node, "spec", "schema", "group") ?? "kro.run", stringAt(node, "spec", "schema", "kind")),
    ],
  ],
]);

/** The kinds that a controller makes from a resource, as `GROUP/KIND`; a CustomResourceDefinition is not among them. */
export function kindsMadeBy(member: Member): readonly string[] {
  const { group, kind, node } = contentOf(member) ?? {};
  const made = node === undefined ? [] : (makers.get(`${group}/${kind}`)?.(node) ?? []);
  return made.filter((it) => it !== undefined);
}

function kindOf(group: string | undefined, kind: string | undefined): string | undefined {
  return group === undefined || kind === undefined ? undefined : `${group}/${kind}`;
}
