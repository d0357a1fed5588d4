/** What may bring a kind into a cluster, as far as names tell: an operator, a chart, another application, a Job. */
import type { Manifest } from "../manifest/manifest.ts";
import { type Node, nodeAt, stringAt } from "../manifest/node.ts";
import { isKnownGroup, isPlatformGroup, isRelated, wordsOf } from "./kind-words.ts";

/** Something that installs others. */
export interface Installer {
  /** Whether it is likely to bring a kind of an API group. */
  readonly mayBring: (group: string, kind: string) => boolean;
  /** It brings something only while it runs, so nothing to what is applied before it. */
  readonly isJob: boolean;
}

/** What a resource may install; `undefined` if it is nothing that installs others. */
export function installerOf(manifest: Manifest): Installer | undefined {
  const { group, kind, node, name } = manifest;
  const key = `${group}/${kind}`;
  if (key === "batch/Job") return ofJob(manifest);
  if (key === "operators.coreos.com/Subscription") {
    const words = wordsOf([name, stringAt(node, "spec", "name") ?? ""]);
    return { isJob: false, mayBring: (...it) => !isKnownGroup(it[0]) || isRelated(words, ...it) };
  }
  const paths = chartPaths.get(key);
  if (paths !== undefined) return ofChart(manifest, paths);
  if (group === "pkg.crossplane.io")
    return {
      isJob: false,
      mayBring: (it) => !crossplanesOwn.has(it) && /(?:^|\.)(?:crossplane|upbound)\.io$/.test(it),
    };
  return ofOperator(group);
}

/** Whether a kind is one that somebody has to install: clusters and their platforms have many more than those of Kubernetes. */
export function isInstalled({ group, kind }: Pick<Manifest, "group" | "kind">): boolean {
  // The operator of Argo CD is there where Argo CD is.
  return group.includes(".") && !isPlatformGroup(group) && kind !== "ArgoCD";
}

const crossplanesOwn: ReadonlySet<string> = new Set(["apiextensions.crossplane.io", "pkg.crossplane.io"]);

/** Where it says which chart or folder is installed. */
const chartPaths: ReadonlyMap<string, readonly (readonly string[])[]> = new Map<string, readonly (readonly string[])[]>(
  [
    [
      "argoproj.io/Application",
      [
        ["spec", "source", "chart"],
        ["spec", "source", "path"],
      ],
    ],
    ["helm.cattle.io/HelmChart", [["spec", "chart"]]],
    ["helm.toolkit.fluxcd.io/HelmRelease", [["spec", "chart", "spec", "chart"]]],
  ],
);

/** What installs a chart or a folder that has the name of what it brings. */
function ofChart({ node, kind, name }: Manifest, paths: readonly (readonly string[])[]): Installer | undefined {
  if (kind === "Application" && !isInCluster(node)) return undefined;
  const texts = [name, ...paths.map((path) => stringAt(node, ...path) ?? "")].map((text) => wordsOf([text]));
  const isGeneral = texts.some((words) => /-(?:crds?|operators?)-/.test(words));
  return {
    isJob: false,
    mayBring: (...it) =>
      (isGeneral && !isKnownGroup(it[0])) || texts.some((words) => isRelated(words, ...it) && !isUser(words)),
  };
}

/** Whether an application deploys to the cluster of Argo CD, where the Application object itself is. */
function isInCluster(node: Node): boolean {
  const destination = nodeAt(node, "spec", "destination");
  return (
    /^https:\/\/kubernetes\.default\.svc$/.test(stringAt(destination, "server") ?? "") ||
    stringAt(destination, "name") === "in-cluster"
  );
}

/** Whether words tell of something that uses kinds, and does not bring them. */
function isUser(words: string): boolean {
  return /-(?:backups?|configs?|configuration|dashboards?|demo|examples?|instances?|issuers?|policies|resources|tests?)-/.test(
    words,
  );
}

/** What configures an operator, such as `operator.tekton.dev/TektonConfig`, makes it install the kinds that it is for. */
function ofOperator(group: string): Installer | undefined {
  const prefix = "operator.";
  const domain = group.slice(prefix.length);
  if (!group.startsWith(prefix) || !domain.includes(".") || domain === "openshift.io") return undefined;
  return { isJob: false, mayBring: (it) => it !== group && (it === domain || it.endsWith(`.${domain}`)) };
}

/** A Job that says that it installs definitions, an operator or a chart. */
function ofJob({ node, name }: Manifest): Installer | undefined {
  const texts = textsIn(nodeAt(node, "spec"));
  const [title, words] = [wordsOf([name]), wordsOf([name, ...texts])];
  const isGeneral =
    /-(?:crds?|customresourcedefinitions?)-/.test(words) ||
    (title.includes("-operator-") && /-(?:bootstrap|deploy|install|setup|upgrade)-/.test(title));
  if (
    !isGeneral &&
    !texts
      .join(" ")
      .split(/[\n;|&]/)
      .some(isInstalling)
  )
    return undefined;
  return { isJob: true, mayBring: (...it) => !isKnownGroup(it[0]) || isRelated(words, ...it) };
}

/** Whether a command installs a chart, or what is at a web address. */
function isInstalling(command: string): boolean {
  const words = wordsOf([command]);
  if (words.includes("-helm-")) return /-(?:install|upgrade)-/.test(words);
  return /-(?:kubectl|oc)-/.test(words) && /-(?:apply|create|replace)-/.test(words) && words.includes("-https-");
}

/** Every text in a node, in their order. */
function textsIn(root: Node | undefined): readonly string[] {
  const texts: string[] = [];
  const open: Node[] = root === undefined ? [] : [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "scalar") texts.push(node.text);
    if (node.type === "list") for (const item of node.items.toReversed()) open.push(item);
    if (node.type === "map") for (const { value } of node.entries.toReversed()) open.push(value);
  }
  return texts;
}
