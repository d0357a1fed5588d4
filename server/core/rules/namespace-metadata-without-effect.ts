import { syncOptions } from "../catalogue/annotations/sync-options.ts";
import { holdsAction } from "../manifest/template.ts";
import { insertItem } from "../edit/items.ts";
import { removeAt, type Spot } from "../edit/entries.ts";
import { entryOf, nodeAt } from "../manifest/node.ts";
import { applicationSpec } from "../rule-kit/listed-options.ts";
import { wholeObjects } from "../manifest/place.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";

const createNamespace = "CreateNamespace=true";

export const namespaceMetadataWithoutEffect: Rule = {
  id: "namespace-metadata-without-effect",
  severity: "warning",
  summary: "Argo CD sets the metadata of a namespace only with CreateNamespace=true.",
  docs: `
\`managedNamespaceMetadata\` sets labels and annotations of the destination namespace.
Argo CD looks at that namespace only if \`syncOptions\` has \`CreateNamespace=true\`; without it the labels and annotations are never set.
The option is also right where the namespace exists already: Argo CD then only sets its metadata.
Argo CD itself writes \`argocd.argoproj.io/sync-options\` into the annotations, so a value for it there is overwritten.
Write a manifest of the Namespace if it needs options of its own.
`,
  places: wholeObjects,
  *check(subject) {
    const policy = nodeAt(applicationSpec(subject), "syncPolicy");
    const entry = entryOf(policy, "managedNamespaceMetadata");
    if (policy?.type !== "map" || entry?.value.type !== "map" || entry.merged) return;
    if (!mayCreateNamespace(subject)) {
      yield {
        span: entry.key.span,
        message: `Without "${createNamespace}" in "syncOptions", Argo CD does not set the metadata of the namespace, so "managedNamespaceMetadata" has no effect. Add the option, or remove it.`,
        fixes: [...addOption(subject), ...remove(subject, { entry, map: policy })],
      };
    }
    yield* overwritten(subject);
  },
  examples: [
    {
      title: "Labels of a namespace that Argo CD does not look at",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    syncOptions:
      - ServerSideApply=true
    managedNamespaceMetadata:
  # ^^^^^^^^^^^^^^^^^^^^^^^^ Without "CreateNamespace=true" in "syncOptions", Argo CD does not set the metadata of the namespace, so "managedNamespaceMetadata" has no effect. Add the option, or remove it.
      labels:
        team: shop
`,
    },
    {
      title: "Options of the namespace, which Argo CD overwrites",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    syncOptions:
      - CreateNamespace=true
    managedNamespaceMetadata:
      annotations:
        argocd.argoproj.io/sync-options: Delete=false
      # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Argo CD overwrites this annotation of the namespace with "ServerSideApply=true", so the value here has no effect. Remove it, or write a manifest of the Namespace.
`,
    },
    {
      title: "Argo CD creates the namespace",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    syncOptions: [CreateNamespace=true]
    managedNamespaceMetadata:
      labels:
        team: shop
`,
    },
  ],
};

/** Whether the option is there, or may be: a template fills something in, or a patch of the template adds it. Mirrors `Sync` in controller/sync.go. */
function mayCreateNamespace(subject: Subject): boolean {
  const spec = applicationSpec(subject);
  const policy = nodeAt(spec, "syncPolicy");
  const options = nodeAt(policy, "syncOptions");
  if (policy === undefined || holdsAction(subject.actions, policy.span)) return true;
  if (nodeAt(subject.manifest.node, "spec", "templatePatch") !== undefined) return true;
  if (options === undefined) return false;
  if (options.type !== "list") return options.type !== "scalar" || options.scalarType !== "null";
  return options.items.some(
    (item) => item.type !== "scalar" || item.scalarType === "unknown" || item.text === createNamespace,
  );
}

function addOption(subject: Subject): Fix[] {
  const policy = nodeAt(applicationSpec(subject), "syncPolicy");
  const options = nodeAt(policy, "syncOptions");
  const edit = options?.type === "list" ? insertItem(subject.text, options, createNamespace) : undefined;
  return edit === undefined ? [] : [{ title: `Add "${createNamespace}"`, edits: [edit] }];
}

function remove({ text }: Subject, spot: Spot): Fix[] {
  const edit = removeAt(text, spot);
  return edit === undefined ? [] : [{ title: `Remove "${spot.entry.key.text}"`, edits: [edit] }];
}

/** Mirrors `appendSSAAnnotation` in controller/sync_namespace.go. */
function* overwritten(subject: Subject): Generator<Finding> {
  const metadata = nodeAt(applicationSpec(subject), "syncPolicy", "managedNamespaceMetadata");
  const owner = entryOf(metadata, "annotations");
  const entry = entryOf(owner?.value, syncOptions.key);
  if (metadata?.type !== "map" || owner?.value.type !== "map" || entry === undefined || entry.merged) return;
  if (entry.value.type !== "scalar" || entry.value.text === "ServerSideApply=true") return;
  const edit = removeAt(subject.text, { entry, map: owner.value, owner: { entry: owner, map: metadata } });
  yield {
    span: entry.key.span,
    message: `Argo CD overwrites this annotation of the namespace with "ServerSideApply=true", so the value here has no effect. Remove it, or write a manifest of the Namespace.`,
    fixes: edit === undefined ? [] : [{ title: "Remove the annotation", edits: [edit] }],
  };
}
