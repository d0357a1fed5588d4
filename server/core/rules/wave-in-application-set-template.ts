import { syncWave } from "../catalogue/annotations/sync-wave.ts";
import { removeAt } from "../edit/entries.ts";
import { entryOf, type Node, nodeAt } from "../manifest/node.ts";
import type { Fix, Rule, Subject } from "../rule-kit/rule.ts";

/** Mirrors `createOrUpdateInCluster` in applicationset/controllers/applicationset_controller.go, which reads no waves. */
export const waveInApplicationSetTemplate: Rule = {
  id: "wave-in-application-set-template",
  severity: "information",
  summary: "A wave in the template of an ApplicationSet does not order its Applications.",
  docs: `
The annotations of the template become annotations of the Applications that the ApplicationSet creates.
No sync applies these Applications: the ApplicationSet controller creates them, and it does not look at waves.
Use \`spec.strategy\` of the ApplicationSet to roll them out one group after the other.
Only the first one in a repository is reported, with the number of the others; a comment that suppresses it suppresses all of them.
Nothing is reported where the ApplicationSet has such a strategy.
A wave in the metadata of the ApplicationSet itself works: it orders the ApplicationSet among the other resources of its application.
`,
  once: { within: "repository", of: "ApplicationSet" },
  *check(subject) {
    const { node, group, kind } = subject.manifest;
    if (group !== "argoproj.io" || kind !== "ApplicationSet") return;
    const entry = entryOf(nodeAt(node, "spec", "template", "metadata", "annotations"), syncWave.key);
    if (entry === undefined || entry.merged || rollsOut(node)) return;
    // The API server rejects it, which another rule says.
    if (entry.value.type !== "scalar" || !["string", "unknown"].includes(entry.value.scalarType)) return;
    yield {
      span: entry.key.span,
      message: `This wave has no effect: the ApplicationSet creates its Applications without looking at waves. Remove it, and use "spec.strategy" of the ApplicationSet to roll them out in order.`,
      fixes: removal(subject),
    };
  },
  examples: [
    {
      title: "A wave for the Applications",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: shops
spec:
  template:
    metadata:
      name: shop
      annotations:
        argocd.argoproj.io/sync-wave: "2"
      # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This wave has no effect: the ApplicationSet creates its Applications without looking at waves. Remove it, and use "spec.strategy" of the ApplicationSet to roll them out in order.
`,
    },
    {
      title: "A wave for Applications that are rolled out in order",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: shops
spec:
  strategy:
    type: RollingSync
    rollingSync: {}
  template:
    metadata:
      name: shop
      annotations:
        argocd.argoproj.io/sync-wave: "2"
`,
    },
    {
      title: "A wave of the ApplicationSet itself",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: shops
  annotations:
    argocd.argoproj.io/sync-wave: "2"
spec:
  template:
    metadata:
      name: shop
`,
    },
  ],
};

/** Mirrors `IsRollingSyncStrategy` in applicationset/progressivesync/progressive_sync.go. */
function rollsOut(set: Node): boolean {
  const type = nodeAt(set, "spec", "strategy", "type");
  const isOther = type?.type === "scalar" && type.scalarType === "string" && type.text !== "RollingSync";
  return !isOther && nodeAt(set, "spec", "strategy", "rollingSync") !== undefined;
}

function removal({ text, manifest }: Subject): Fix[] {
  const metadata = nodeAt(manifest.node, "spec", "template", "metadata");
  const owner = entryOf(metadata, "annotations");
  const entry = entryOf(owner?.value, syncWave.key);
  if (metadata?.type !== "map" || owner?.value.type !== "map" || entry === undefined) return [];
  const edit = removeAt(text, { entry, map: owner.value, owner: { entry: owner, map: metadata } });
  return edit === undefined ? [] : [{ title: "Remove the wave", edits: [edit] }];
}
