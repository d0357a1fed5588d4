import { type Node, nodeAt } from "../../manifest/node.ts";
import { accumulate } from "./build.ts";
import { openKustomization } from "./open-kustomization.ts";
import { textsOf, toMember } from "./object.ts";
import { type Build, complain, newBuild } from "./run.ts";
import {
  isTrueAt,
  type Kustomization,
  locatedAt,
  locatedList,
  readPatches,
  setAnnotationsOf,
} from "./kustomization.ts";
import { beginningOf, type DocumentLocation, locationOf } from "../location.ts";
import type { SourceReading } from "../source-member.ts";
import { nameOf, type NotingTree, resolvePath } from "../source-tree.ts";

/** The options `kustomize:` of an Application's source, and the document they stand in. */
export interface KustomizeOptions {
  readonly node: Node;
  readonly document: DocumentLocation;
}

/** The members of the kustomization in a folder, as `kustomize build` would make them. */
export function readKustomize(folder: string, options: readonly KustomizeOptions[], tree: NotingTree): SourceReading {
  const build = newBuild(tree);
  const [option] = options;
  const from = option === undefined ? beginningOf(folder) : locationOf(option.document, option.node);
  const kustomization = openKustomization(folder, from, build);
  const edited = kustomization && options.reduce((all, option) => withOptions(all, option, build), kustomization);
  const objects = edited === undefined ? [] : accumulate(edited, [], [], build);
  const applied = objects.filter(({ annotations }) => {
    // Such an object is only there for kustomize itself. Mirrors `DropLocalNodes` in api/resource/factory.go.
    const local = annotations.get("config.kubernetes.io/local-config");
    return local === undefined || local === "false";
  });
  return {
    type: "kustomize",
    path: folder,
    members: applied.map((it) => toMember(build.changesUnread ? { ...it, data: undefined } : it)),
    files: [...build.files].map(([name, file]) => ({ name, file })),
    unread: build.unread,
    charts: build.charts,
    findFailures: () => build.checks.flatMap((check) => check()),
  };
}

/**
 * The kustomization as Argo CD edits it before it builds: what the Application says is written into it.
 * Mirrors `Build` in util/kustomize/kustomize.go.
 */
function withOptions(kustomization: Kustomization, { node, document }: KustomizeOptions, build: Build): Kustomization {
  const added = setAnnotationsOf(nodeAt(node, "commonAnnotations"), document);
  const isForced = isTrueAt(node, "forceCommonAnnotations");
  for (const [key, { location }] of added) {
    if (isForced || !kustomization.commonAnnotations.has(key)) continue;
    const remedy = "set forceCommonAnnotations to replace it";
    complain(build, location, `The kustomization sets the annotation "${key}" already: ${remedy}.`);
  }
  const components = locatedList(node, "components", document);
  const ignoresMissing = isTrueAt(node, "ignoreMissingComponents");
  return {
    ...kustomization,
    namespace: locatedAt(node, "namespace", document) ?? kustomization.namespace,
    namePrefix: locatedAt(node, "namePrefix", document) ?? kustomization.namePrefix,
    nameSuffix: locatedAt(node, "nameSuffix", document) ?? kustomization.nameSuffix,
    commonAnnotations: new Map([...kustomization.commonAnnotations, ...added]),
    labels: new Map([...kustomization.labels, ...textsOf(nodeAt(node, "commonLabels"))]),
    patches: [...kustomization.patches, ...readPatches(nodeAt(node, "patches"), "patches", document)],
    components: [
      ...kustomization.components,
      ...components.filter(({ text }) => !ignoresMissing || isThere(kustomization.folder, text, build)),
    ],
  };
}

function isThere(folder: string, component: string, build: Build): boolean {
  const path = resolvePath(folder, component);
  return path !== undefined && nameOf(path) !== "" && build.tree.list(path) !== "absent";
}
