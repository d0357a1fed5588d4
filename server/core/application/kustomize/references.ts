import type { ManifestFile } from "../../manifest/file.ts";
import { nodeAt, type Node, stringAt } from "../../manifest/node.ts";

/** The lists of a kustomization whose items are paths of files or folders. */
const pathLists: readonly string[] = [
  ...["resources", "bases", "components", "crds", "generators", "transformers", "validators", "configurations"],
  "patchesStrategicMerge",
];

/** The lists whose items have a path below the key `path`. */
const itemLists: readonly string[] = ["patches", "patchesJson6902", "replacements"];

/** What a kustomization names, as it writes it: files, folders and addresses, without any order. */
export function kustomizationReferences({ documents }: ManifestFile): readonly string[] {
  return documents.flatMap(({ parsed: { root } }) => [
    ...pathLists.flatMap((key) => itemsAt(root, key)).flatMap(pathIn),
    ...itemLists.flatMap((key) => itemsAt(root, key)).flatMap((item) => stringAt(item, "path") ?? []),
  ]);
}

function itemsAt(root: Node | undefined, key: string): readonly Node[] {
  const list = nodeAt(root, key);
  return list?.type === "list" ? list.items : [];
}

/** A path stands on one line; a patch may stand in its place as a block of text. */
function pathIn(item: Node): string[] {
  const isPath = item.type === "scalar" && item.scalarType === "string" && !item.text.includes("\n");
  return isPath ? [item.text] : [];
}
