import type { KeySpec } from "./annotation.ts";
import { choice, onlyTrue, text, words } from "./values.ts";

/** Every label that Argo CD, or the operator that installs it, reads or writes. */
export const labels: readonly KeySpec[] = [
  {
    key: "argocd.argoproj.io/secret-type",
    summary: "Tells Argo CD that a Secret contains a cluster, a repository or credentials.",
    details: `
The Secret must be in Argo CD's own namespace.
`,
    value: choice([
      ...words("1.0", { cluster: "A cluster that Argo CD deploys to." }),
      ...words("2.1", {
        repository: "A repository that Argo CD reads.",
        "repo-creds": "Credentials for all repositories whose URL starts with that of the Secret.",
      }),
      ...words("2.14", {
        "repository-write": "A repository that the source hydrator writes to.",
        "scm-creds": "Credentials for the generators of an ApplicationSet.",
      }),
      ...words("3.2", { "repo-write-creds": "Credentials for all repositories that the source hydrator writes to." }),
    ]),
    absent: "Argo CD does not see the Secret.",
    badValue: "Argo CD does not see the Secret.",
    readOn: ["Secret"],
    readFrom: "live object",
    reader: "Argo CD",
    writer: "people",
    since: "1.0",
    link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/",
  },
  {
    key: "argocd.argoproj.io/auto-label-cluster-info",
    summary: "Makes Argo CD write the Kubernetes version of a cluster into the labels of its Secret.",
    details: `
The value must be exactly \`true\`.
`,
    value: onlyTrue(words("2.11", { true: "The Secret gets the label `argocd.argoproj.io/kubernetes-version`." })),
    absent: "The Secret gets no label.",
    badValue: "Any value other than `true` is ignored.",
    readOn: ["Secret"],
    readFrom: "live object",
    reader: "Argo CD",
    writer: "people",
    since: "2.11",
    link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Cluster/#fetch-clusters-based-on-their-k8s-version",
  },
  {
    key: "argocd.argoproj.io/kubernetes-version",
    summary: "Contains the Kubernetes version of a cluster; Argo CD writes it itself.",
    details: `
Argo CD writes it for the generators of ApplicationSets, if the Secret has \`argocd.argoproj.io/auto-label-cluster-info\`.
`,
    value: text("a version of Kubernetes"),
    absent: "ApplicationSets cannot select the cluster by its version.",
    badValue: "Argo CD overwrites it.",
    readOn: ["Secret"],
    readFrom: "live object",
    reader: "Argo CD",
    writer: "Argo CD",
    since: "2.11",
    link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Cluster/#fetch-clusters-based-on-their-k8s-version",
  },
  {
    key: "app.kubernetes.io/instance",
    summary: "Says which application a resource belongs to, if Argo CD tracks by label.",
    details: `
Argo CD writes it with the tracking methods \`label\` and \`annotation+label\`; many Helm charts write it too, which then causes conflicts.
With the method \`annotation\`, the default since version 3.0, Argo CD neither writes nor reads it.
`,
    value: text("the name of the Application"),
    absent: "If Argo CD tracks by label, it writes the label at the next sync.",
    badValue: "If Argo CD tracks by label, the resource belongs to the named application.",
    readOn: "any resource",
    readFrom: "live object",
    reader: "Argo CD",
    writer: "Argo CD",
    since: "1.0",
    link: "https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/#tracking-kubernetes-resources-by-label",
  },
  {
    key: "argocd.argoproj.io/instance",
    summary: "Says which application a resource belongs to, if Argo CD is set to track by this label.",
    details: `
Argo CD's documentation recommends it for \`application.instanceLabelKey\`, because no other tool writes it.
`,
    value: text("the name of the Application"),
    absent: "If Argo CD tracks by this label, it writes the label at the next sync.",
    badValue: "If Argo CD tracks by this label, the resource belongs to the named application.",
    readOn: "any resource",
    readFrom: "live object",
    reader: "Argo CD",
    writer: "Argo CD",
    since: "1.0",
    link: "https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/#use-custom-label",
  },
  {
    key: "applications.argoproj.io/app-name",
    summary: "Said which application a resource belongs to, before Argo CD 0.11.",
    details: `
Argo CD removes it from the resources that it applies.
`,
    value: text("the name of the Application"),
    absent: "Argo CD tracks the resource with the newer methods.",
    badValue: "Argo CD no longer reads it.",
    readOn: "any resource",
    readFrom: "live object",
    reader: "Argo CD",
    writer: "Argo CD",
    since: "1.0",
    link: "https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/",
  },
  {
    key: "argocd.argoproj.io/managed-by",
    summary: "Allows an Argo CD that the operator installed to deploy into a namespace.",
    details: `
The operator reads it, not Argo CD itself, and creates the roles that the installation needs.
`,
    value: text("the namespace of the Argo CD installation"),
    absent: "The operator grants no rights in the namespace.",
    badValue: "The operator grants rights to an installation that does not exist.",
    readOn: ["Namespace"],
    readFrom: "live object",
    reader: "Argo CD Operator",
    writer: "people",
    since: undefined,
    link: "https://argocd-operator.readthedocs.io/en/latest/usage/deploy-to-different-namespaces/",
  },
  {
    key: "argocd.argoproj.io/managed-by-cluster-argocd",
    summary: "Marks a namespace that a cluster-wide Argo CD of the operator manages; the operator writes it itself.",
    details: `
The operator reads it, not Argo CD itself.
`,
    value: text("the namespace of the Argo CD installation"),
    absent: "The operator writes it where it is needed.",
    badValue: "The operator overwrites it.",
    readOn: ["Namespace"],
    readFrom: "live object",
    reader: "Argo CD Operator",
    writer: "Argo CD",
    since: undefined,
    link: "https://argocd-operator.readthedocs.io/en/latest/usage/deploy-to-different-namespaces/",
  },
];

/** The label of exactly this key. */
export function findLabel(key: string): KeySpec | undefined {
  return labels.find((label) => label.key === key);
}
