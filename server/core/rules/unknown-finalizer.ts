import { findFinalizer, finalizers } from "../catalogue/finalizers.ts";
import { nearest } from "../catalogue/near.ts";
import { type Node, nodeAt, type ScalarNode } from "../manifest/node.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { removeItem, replaceScalar } from "../edit/items.ts";
import { andList, shown, thisKind } from "../rule-kit/words.ts";

/** Other objects of the group belong to other controllers, which have finalizers of their own. */
const ownKinds: ReadonlySet<string> = new Set(
  finalizers.flatMap(({ readOn }) => (readOn === "any resource" ? [] : readOn)),
);
const names = finalizers.filter(({ writer }) => writer === "people").map(({ name }) => name);

/** Mirrors `isPropagationPolicyFinalizer` in pkg/apis/application/v1alpha1/types.go. */
export const unknownFinalizer: Rule = {
  id: "unknown-finalizer",
  severity: "warning",
  summary: "A finalizer that Argo CD does not know does not delete any resources.",
  docs: `
Deleting an Application deletes its resources only if it has the finalizer \`resources-finalizer.argocd.argoproj.io\`, alone or with \`/foreground\` or \`/background\`.
Argo CD compares the whole text.
Without one of these, the resources stay; nothing removes a misspelt finalizer, so the Application stays too.
The same goes for a finalizer of Argo CD on an object of another kind.
`,
  *check(subject) {
    const { node, group, kind } = subject.manifest;
    const own = itemsAt(node, "metadata", "finalizers");
    yield* strayFindings(subject);
    if (group !== "argoproj.io" || !ownKinds.has(kind)) return;
    const ofSet = kind === "ApplicationSet" ? itemsAt(node, "spec", "template", "metadata", "finalizers") : [];
    for (const item of [...own, ...ofSet]) {
      if (item.type !== "scalar" || item.scalarType !== "string" || findFinalizer(item.text) !== undefined) continue;
      const meant = nearest(item.text, names);
      if (meant === undefined && !/argo-?cd/i.test(item.text)) continue;
      yield {
        span: item.span,
        message: `${shown(item.text)} is not a finalizer of Argo CD: ${costFor(subject, ofSet.includes(item) ? "its Applications" : "itself")} ${meant === undefined ? `Use ${shown(names[0] ?? "")}, or remove it.` : `Did you mean "${meant}"?`}`,
        fixes: meant === undefined ? [] : [changeTo(item, meant)],
      };
    }
  },
  examples: [
    {
      title: "A misspelt deletion mode",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  finalizers:
    - resources-finalizer.argocd.argoproj.io/forground
    # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "resources-finalizer.argocd.argoproj.io/forground" is not a finalizer of Argo CD: when this Application is deleted, its resources stay and nothing removes the finalizer. Did you mean "resources-finalizer.argocd.argoproj.io/foreground"?
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  finalizers:
    - resources-finalizer.argocd.argoproj.io/foreground
`,
    },
    {
      title: "A finalizer of Applications on another object",
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  finalizers:
    - example.com/audit
    - resources-finalizer.argocd.argoproj.io
    # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Argo CD removes "resources-finalizer.argocd.argoproj.io" only from Applications, AppProjects and ApplicationSets, so this Deployment can never be deleted. Remove it.
`,
    },
    {
      title: "Finalizers of Argo CD and of others",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  finalizers:
    - resources-finalizer.argocd.argoproj.io
    - example.com/audit
`,
    },
    {
      title: "An object of another controller",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ArgoCDExtension
metadata:
  name: metrics
  finalizers:
    - extensions-finalizer.argocd.argoproj.io
`,
    },
  ],
};

/** Finalizers of Argo CD on objects from which it never removes them. */
function* strayFindings(subject: Subject): Generator<Finding> {
  const { group, kind, node } = subject.manifest;
  const list = nodeAt(node, "metadata", "finalizers");
  if (list?.type !== "list") return;
  for (const item of list.items) {
    const spec = item.type === "scalar" && item.scalarType === "string" ? findFinalizer(item.text) : undefined;
    if (spec?.writer !== "people" || typeof spec.readOn === "string" || !/^[A-Za-z]+$/.test(kind)) continue;
    if (group === "argoproj.io" && spec.readOn.includes(kind)) continue;
    const edit = removeItem(subject.text, list, item);
    yield {
      span: item.span,
      message: `Argo CD removes ${shown(spec.name)} only from ${andList(spec.readOn.map((it) => `${it}s`))}, so ${thisKind(subject)} can never be deleted. Remove it.`,
      fixes: edit === undefined ? [] : [{ title: "Remove the finalizer", edits: [edit] }],
    };
  }
}

function itemsAt(node: Node, ...path: readonly string[]): readonly Node[] {
  const list = nodeAt(node, ...path);
  return list?.type === "list" ? list.items : [];
}

function costFor(subject: Subject, on: "itself" | "its Applications"): string {
  if (on === "its Applications")
    return "when an Application of this ApplicationSet is deleted, its resources stay and nothing removes the finalizer.";
  return subject.manifest.kind === "Application"
    ? "when this Application is deleted, its resources stay and nothing removes the finalizer."
    : `when ${thisKind(subject)} is deleted, nothing removes the finalizer, so it stays.`;
}

function changeTo(item: ScalarNode, meant: string): Fix {
  return {
    title: `Change to "${meant}"`,
    edits: [replaceScalar(item, meant)],
    preferred: true,
  };
}
