import type { AnnotationSpec } from "../annotation.ts";
import { choice, words } from "../values.ts";

const since = "2.7";

const common = {
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD's user interface",
  writer: "people",
  since,
  link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/ui-customization/#default-application-details-view",
} as const;

/** How the user interface shows an application at first. */
export const preferences: readonly AnnotationSpec[] = [
  {
    ...common,
    key: "pref.argocd.argoproj.io/default-view",
    summary: "Sets the view in which the user interface opens the application.",
    details: `
It counts each time that the page of the application is opened; only a view in the address of the page goes first.
`,
    value: choice(
      words(since, {
        tree: "The tree of the resources.",
        network: "The network of the resources.",
        list: "The list of the resources.",
        pods: "The Pods, in groups.",
      }),
    ),
    absent: "The user interface opens the tree.",
    badValue: "The user interface does not validate it, and shows none of its views for a name that it does not know.",
  },
  {
    ...common,
    key: "pref.argocd.argoproj.io/default-pod-sort",
    summary: "Sets how the view of the Pods groups them at first.",
    details: `
It counts for the view \`pods\` alone.
`,
    value: choice(
      words(since, {
        topLevelResource: "By the resource that the application deploys.",
        parentResource: "By the resource that owns the Pod.",
        node: "By the node that the Pod runs on.",
      }),
    ),
    absent: "Pods are grouped by the node that they run on.",
    badValue: "The user interface does not validate it, and groups nothing by a name that it does not know.",
  },
];
