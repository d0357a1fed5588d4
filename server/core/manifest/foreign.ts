import type { Manifest } from "./manifest.ts";
import { entryOf, type Node, nodeAt } from "./node.ts";

/** The API groups of Kubernetes without a dot; the one of the core API is "". */
const plainGroups: ReadonlySet<string> = new Set(["", "apps", "autoscaling", "batch", "extensions", "policy"]);

/** API groups of files that only look like objects: a program reads them from disk, and no cluster has them. */
const groupsOfFiles: ReadonlySet<string> = new Set([
  ...["chainsaw.kyverno.io", "cli.kyverno.io", "kuttl.dev"],
  ...["ctlptl.dev", "eksctl.io", "k3d.io", "kind.x-k8s.io", "kubeadm.k8s.io"],
  ...["audit.k8s.io", "client.authentication.k8s.io", "config.kubernetes.io", "kpt.dev"],
]);

/** The same for groups and all below them: the entities of Backstage, and the configurations of Kubernetes' own programs. */
const groupsOfFilesBelow: readonly string[] = ["backstage.io", "config.k8s.io"];

/**
 * Whether an object is a file of another tool that no cluster would take, such as a Backstage entity or the configuration of
 * `kind`, so that none of it is for Argo CD.
 *
 * The group of a CustomResourceDefinition must have a dot, so a group without one is Kubernetes' own or nobody's: mirrors
 * `validateCustomResourceDefinitionSpec` in pkg/apis/apiextensions/validation/validation.go of k8s.io/apiextensions-apiserver.
 */
export function isFileOfOthers({ apiVersion, group, kind }: Pick<Manifest, "apiVersion" | "group" | "kind">): boolean {
  if (apiVersion === "v1" && kind === "Config") return true;
  if (/^[a-z0-9-]+$/.test(group)) return !plainGroups.has(group);
  return groupsOfFiles.has(group) || groupsOfFilesBelow.some((it) => group === it || group.endsWith(`.${it}`));
}

/**
 * The keys at the top of files of other tools that have no kind, all of which such a file has: descriptions of APIs, workflows of
 * GitHub and pipelines of Azure, CircleCI and GitLab, `Chart.yaml`, and sites of MkDocs. The values of a chart have none of these together.
 */
const keysOfOthers: readonly (readonly string[])[] = [
  ...[
    ["openapi", "info"],
    ["swagger", "info"],
    ["asyncapi", "info"],
  ],
  ...[
    ["on", "jobs"],
    ["trigger", "steps"],
    ["trigger", "stages"],
    ["trigger", "jobs"],
    ["version", "workflows", "jobs"],
  ],
  ...[["apiVersion", "name", "version"], ["site_name"]],
];

/** Whether a mapping without a kind is a file of another tool, whose annotations reach no resource. */
export function isConfigurationOfOthers(root: Node): boolean {
  const has = (key: string): boolean => entryOf(root, key) !== undefined;
  return keysOfOthers.some((keys) => keys.every(has)) || isGitLabPipeline(root);
}

/** A job has a script, and its stage or the list of all stages. */
function isGitLabPipeline(root: Node): boolean {
  const jobs = root.type === "map" ? root.entries.filter(({ value }) => nodeAt(value, "script") !== undefined) : [];
  const hasStages = nodeAt(root, "stages")?.type === "list";
  return jobs.some(({ value }) => hasStages || nodeAt(value, "stage") !== undefined);
}
