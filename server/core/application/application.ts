import type { ManifestDocument, ManifestFile } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { type SyncPlan, planSync } from "../sync/plan.ts";
import type { SyncResource } from "../sync/resource.ts";
import { generationError, type Placeholders, toSyncResource } from "./resource.ts";

/** A file with its name. Whether a name is a path or a URI, absolute or not, is up to the caller. */
export interface NamedFile {
  readonly name: string;
  readonly file: ManifestFile;
}

/** One resource of an application, and where it stands. */
export interface Member {
  /** The name of its file. */
  readonly fileName: string;
  readonly file: ManifestFile;
  /** The index of its document in that file. */
  readonly documentIndex: number;
  /** As it is written. */
  readonly manifest: Manifest;
  /** As it is deployed. */
  readonly resource: SyncResource;
  /** A generator makes it: no manifest of its own is written anywhere. */
  readonly generated?: boolean;
  /** A template may leave it out. */
  readonly conditional?: boolean;
}

/** The offset in its file at which a member begins: at its first key. */
export function startOf({ file, documentIndex, manifest }: Member): number {
  const start = manifest.node.entries[0]?.key.span.start ?? manifest.node.span.start;
  return (file.offsets[documentIndex] ?? 0) + start;
}

/** What kind of place an application's manifests come from. */
export type SourceType = "directory" | "kustomize" | "helm" | "file" | "stdin";

/** What one sync deploys. */
export interface Application {
  readonly name: string;
  readonly source: { readonly type: SourceType; readonly path: string };
  /** The destination namespace. */
  readonly namespace: string;
  /** An Application object says that these manifests are deployed; otherwise their folder makes them one. */
  readonly declared: boolean;
  /** In the order of the files and of the documents in them. */
  readonly members: readonly Member[];
  /** The order of its sync; tasks name members by their index. */
  readonly plan: SyncPlan;
  /** Why Argo CD could not generate the manifests, so that it would apply nothing at all; `undefined` where it can. */
  readonly error: string | undefined;
  /** The tool has printed its resources: `now`, or `before` something changed. */
  readonly rendered?: "now" | "before";
}

/** Who an application is, apart from its files. */
export type ApplicationIdentity = Pick<Application, "name" | "source" | "namespace"> & {
  readonly declared?: boolean;
  /** The sync option `CreateNamespace=true` holds. */
  readonly createNamespace?: boolean;
};

/** Puts an application together from its files, as Argo CD's directory source does with them. */
export function buildApplication(
  files: readonly NamedFile[],
  identity: ApplicationIdentity,
  placeholders: Placeholders = "unknown",
): Application {
  const members = files.flatMap((file) => membersOf(file, placeholders));
  const { name, source, namespace, declared = false, createNamespace = false } = identity;
  return {
    name,
    source,
    namespace,
    declared,
    members,
    plan: planSync(
      members.map((member) => member.resource),
      { namespace, ...(createNamespace && { createNamespace: { annotations: new Map() } }) },
    ),
    error: firstError(files),
  };
}

/** The resources in a file, in the order of the text. */
export function membersOf({ name, file }: NamedFile, placeholders: Placeholders): Member[] {
  return file.documents.flatMap((document, documentIndex) =>
    document.manifests.map((manifest) => ({
      fileName: name,
      file,
      documentIndex,
      manifest,
      resource: toSyncResource(manifest, placeholders),
    })),
  );
}

/**
 * Why Argo CD could not generate manifests from files, with the name of the first one at fault; `undefined` where it can.
 * Mirrors `getObjsFromYAMLOrJSON` and `GenerateManifests` in reposerver/repository/repository.go.
 */
export function firstError(files: readonly NamedFile[]): string | undefined {
  for (const { name, file } of files) {
    const broken = file.documents.findIndex((document) => documentError(document) !== undefined);
    const document = file.documents[broken];
    // A file that does not look like manifests, and held none before the fault, is passed over.
    if (
      document !== undefined &&
      (looksLikeManifests(file) || file.documents.slice(0, broken).some((it) => it.manifests.length > 0))
    ) {
      return `${name}: ${documentError(document) ?? ""}`;
    }
    for (const manifest of file.documents.flatMap((it) => it.manifests)) {
      const error = generationError(manifest);
      if (error !== undefined) return `${name}: ${error}`;
    }
  }
  return undefined;
}

/** What is wrong with a document that is no Kubernetes object; a template is not judged before it is rendered. */
function documentError({ parsed, manifests }: ManifestDocument): string | undefined {
  if (parsed.actions.length > 0 || parsed.root === undefined) return undefined;
  if (parsed.error !== undefined) return parsed.error;
  if (parsed.root.type !== "map") return "The document is not a mapping.";
  return manifests.length === 0 && !isEmptyList(parsed.root) ? "The document has no kind." : undefined;
}

function isEmptyList(root: { readonly entries: readonly { readonly key: { readonly text: string } }[] }): boolean {
  return ["kind", "items"].every((key) => root.entries.some((entry) => entry.key.text === key));
}

function looksLikeManifests(file: ManifestFile): boolean {
  return ["apiVersion:", "kind:", "metadata:"].every((word) => file.documents.some(({ text }) => text.includes(word)));
}
