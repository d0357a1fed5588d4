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

/**
 * The annotations that say how the user interface shows an application at first. Mirrors application-details/application-details.tsx and
 * application-pod-view/pod-view.tsx in ui/src/app/applications/components.
 */
export const preferences: readonly AnnotationSpec[] = [
  {
    ...common,
    key: "pref.argocd.argoproj.io/default-view",
    summary: "Sets the view in which the user interface opens the application.",
    details: `
It applies every time the page of the application is opened, unless the address of the page names a view.
`,
    value: choice(
      words(since, {
        tree: "The tree of resources.",
        network: "The network of resources.",
        list: "The list of resources.",
        pods: "The Pods, in groups.",
      }),
    ),
    absent: "The user interface opens the tree.",
    badValue: "The user interface does not validate it, and shows no view for an unknown name.",
  },
  {
    ...common,
    key: "pref.argocd.argoproj.io/default-pod-sort",
    summary: "Sets how the view of Pods groups them at first.",
    details: `
It applies only to the view \`pods\`.
`,
    value: choice(
      words(since, {
        topLevelResource: "By the resource that the application deploys.",
        parentResource: "By the resource that owns the Pod.",
        node: "By the node that the Pod runs on.",
      }),
    ),
    absent: "Pods are grouped by the node that they run on.",
    badValue: "The user interface does not validate it, and groups nothing by an unknown name.",
  },
];
