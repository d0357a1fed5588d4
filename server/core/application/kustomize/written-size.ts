/** How many characters the changes of a kustomization put into objects. */
import type { Node } from "../../manifest/node.ts";
import type { KustomizeObject, Texts } from "./object.ts";
import type { Patch } from "./patch.ts";
import { selects } from "./selector.ts";

/** The characters of keys and texts. */
export function textsSize(texts: Texts): number {
  let size = 0;
  for (const [key, text = ""] of texts) size += key.length + text.length;
  return size;
}

/** The characters of all names: a longer one is another text for each object. */
export function namesSize(objects: readonly KustomizeObject[]): number {
  return objects.reduce((sum, { id }) => sum + id.name.length, 0);
}

/** The characters that a patch puts into all the objects that it may be meant for. */
export function patchSize(objects: readonly KustomizeObject[], { file, entry: { target } }: Patch): number {
  const size = file.documents.reduce((sum, { parsed }) => sum + nodeSize(parsed.root), 0);
  // A patch without a target is meant for the one object that it names.
  if (target === undefined || objects.length === 0) return size;
  // To look for its objects would double the work, and hardly any patch is large.
  if (size * objects.length < largePatch) return size * objects.length;
  return size * objects.filter((object) => selects(target, object) !== "no").length;
}

/** Beyond this many characters, it is counted how many objects a patch is meant for. */
const largePatch = 100_000;

function nodeSize(node: Node | undefined): number {
  switch (node?.type) {
    case "scalar":
      return node.text.length;
    case "list":
      return node.items.reduce((sum, item) => sum + nodeSize(item), 0);
    case "map":
      return node.entries.reduce((sum, { key, value }) => sum + key.text.length + nodeSize(value), 0);
    default:
      return 0;
  }
}
