import { type Node, nodeAt } from "../manifest/node.ts";
import { listAt } from "./fields.ts";

/**
 * The fields, such as `targetRevision`, in which the sources of an Application differ from those of its newest sync; `sources` if there are
 * more or fewer of them. Values that Go leaves out, as they are empty, are equal to none.
 * Mirrors `alreadyAttemptedSync` in controller/appcontroller.go and `newSyncOperationResult` in controller/sync.go.
 */
export function changedSources(spec: Node | undefined, synced: Node | undefined): readonly string[] {
  const [now, then] = [sourcesOf(spec), sourcesOf(synced)];
  if (now.length === 0 || then.length === 0) return [];
  if (now.length !== then.length) return ["sources"];
  const fields = now.flatMap((source, index) => changedFields(source, then[index]));
  return [...new Set(fields)];
}

function sourcesOf(node: Node | undefined): readonly Node[] {
  const several = listAt(node, "sources");
  const single = nodeAt(node, "source");
  if (several.length > 0) return several;
  return single?.type === "map" && single.entries.length > 0 ? [single] : [];
}

function changedFields(now: Node, then: Node | undefined): readonly string[] {
  const keys = [now, then].flatMap((node) => (node?.type === "map" ? node.entries.map(({ key }) => key.text) : []));
  return [...new Set(keys)].filter((key) => textOf(nodeAt(now, key)) !== textOf(nodeAt(then, key)));
}

/** The same for values that are equal; "" for an empty one. */
function textOf(node: Node | undefined): string {
  if (node === undefined) return "";
  switch (node.type) {
    case "scalar":
      return node.scalarType === "null" || (node.scalarType === "boolean" && node.text === "false") ? "" : node.text;
    case "list":
      return node.items.length === 0 ? "" : JSON.stringify(node.items.map(textOf));
    case "map": {
      const entries = node.entries.map(({ key, value }) => [key.text, textOf(value)] as const);
      const filled = entries.filter(([, text]) => text !== "").sort(([one], [other]) => (one < other ? -1 : 1));
      return filled.length === 0 ? "" : JSON.stringify(filled);
    }
  }
}
