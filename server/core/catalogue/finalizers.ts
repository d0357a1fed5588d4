import type { ValueSpec, Writer } from "./annotation.ts";
import { choice } from "./values.ts";

/** Everything that is known about one finalizer. */
export interface FinalizerSpec {
  readonly name: string;
  /** One sentence: what it does. */
  readonly summary: string;
  /** The kinds of objects that have it. */
  readonly readOn: readonly string[] | "any resource";
  readonly writer: Writer;
  /** The first Argo CD version that knows it, as in `2.10`. */
  readonly since: string;
  /** The page of Argo CD's documentation. */
  readonly link: string;
}

const deletionLink = "https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/#about-the-deletion-finalizer";
const hooksLink = "https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/#predelete-and-postdelete-hooks";

/**
 * Every finalizer that Argo CD knows. Any other name in its domain has no effect. Mirrors `isPropagationPolicyFinalizer` in
 * pkg/apis/application/v1alpha1/types.go and `finalizeApplicationDeletion` in controller/appcontroller.go.
 */
export const finalizers: readonly FinalizerSpec[] = [
  {
    name: "resources-finalizer.argocd.argoproj.io",
    summary:
      "Deletes the resources of an Application with it; keeps an AppProject while Applications use it; keeps an ApplicationSet while its Applications are deleted one after another.",
    readOn: ["Application", "AppProject", "ApplicationSet"],
    writer: "people",
    since: "1.0",
    link: deletionLink,
  },
  {
    name: "resources-finalizer.argocd.argoproj.io/foreground",
    summary: "Deletes the resources of an Application with it, their dependents first.",
    readOn: ["Application"],
    writer: "people",
    since: "2.0",
    link: deletionLink,
  },
  {
    name: "resources-finalizer.argocd.argoproj.io/background",
    summary: "Deletes the resources of an Application with it and leaves their dependents to the garbage collector.",
    readOn: ["Application"],
    writer: "people",
    since: "2.0",
    link: deletionLink,
  },
  {
    name: "pre-delete-finalizer.argocd.argoproj.io",
    summary: "Keeps an Application until its PreDelete hooks have run; Argo CD writes it itself.",
    readOn: ["Application"],
    writer: "Argo CD",
    since: "3.3",
    link: hooksLink,
  },
  {
    name: "pre-delete-finalizer.argocd.argoproj.io/cleanup",
    summary: "Keeps an Application until its PreDelete hooks are cleaned up; Argo CD writes it itself.",
    readOn: ["Application"],
    writer: "Argo CD",
    since: "3.3",
    link: hooksLink,
  },
  {
    name: "post-delete-finalizer.argocd.argoproj.io",
    summary: "Keeps an Application until its PostDelete hooks have run; Argo CD writes it itself.",
    readOn: ["Application"],
    writer: "Argo CD",
    since: "2.10",
    link: hooksLink,
  },
  {
    name: "post-delete-finalizer.argocd.argoproj.io/cleanup",
    summary: "Keeps an Application until its PostDelete hooks are cleaned up; Argo CD writes it itself.",
    readOn: ["Application"],
    writer: "Argo CD",
    since: "2.10",
    link: hooksLink,
  },
  {
    name: "argocd.argoproj.io/hook-finalizer",
    summary: "Keeps a hook until Argo CD has seen its result; Argo CD writes it itself.",
    readOn: "any resource",
    writer: "Argo CD",
    since: "3.0",
    link: "https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/#hook-lifecycle-and-cleanup",
  },
];

/** The finalizer of exactly this name. */
export function findFinalizer(name: string): FinalizerSpec | undefined {
  return finalizers.find((finalizer) => finalizer.name === name);
}

/** The finalizers that people write on objects of a kind, as the items of a list; `undefined` if there are none. */
export function finalizersFor(
  kind: string,
): { readonly path: string; readonly value: ValueSpec; readonly link: string } | undefined {
  const found = finalizers.filter(({ readOn, writer }) => writer === "people" && readOn.includes(kind));
  if (found.length === 0) return undefined;
  const items = found.map(({ name, summary, since }) => ({ value: name, summary, since }));
  return { path: "metadata.finalizers[]", value: choice(items), link: deletionLink };
}
