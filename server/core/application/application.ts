import { defaultDeleteOf } from "./argocd-application.ts";
import type { ManifestFile } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { TemplateAction } from "../manifest/template.ts";
import type { Deriving } from "../memo.ts";
import type { Span } from "../text.ts";
import type { AddedHealthCheck } from "../sync/added-checks.ts";
import type { PlanOptions, SyncPlan } from "../sync/plan.ts";
import type { SyncResource } from "../sync/resource.ts";
import type { ArgoCdVersion } from "../versions.ts";
import { directoryFailures } from "./directory-failures.ts";
import type { PrintedChart } from "./chart/printed-chart.ts";
import type { WantedChart } from "./chart/stored-charts.ts";
import type { Change } from "./change.ts";
import { readSyncOptions } from "./declared-options.ts";
import type { PrintedDocument } from "./chart/printed-places.ts";
import { type Failing, withFailures } from "./failure.ts";
import type { Located } from "./location.ts";
import type { Notice } from "./notice.ts";
import { planOf } from "./plan-of.ts";
import { type Placeholders, syncResourcesOf } from "./resource.ts";

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
  /** False where something that cannot be read may give it another name. */
  readonly nameKnown?: boolean;
  /** What decides whether a template leaves it out: `whether the cluster has batch/v2`. */
  readonly dependsOn?: string | undefined;
  /** What a kustomization set on it: at most one for each name, namespace or annotation, the one that counts. */
  readonly changes?: readonly Change[];
  /** Something changes more of it than its metadata, and what it makes of it is not known. */
  readonly patched?: boolean;
  /** What patches have made of it, or what a tool has printed of it, where that is not as it is written. */
  readonly deployed?: Deployed;
  /** The document that the template of a chart prints, and in which it is. */
  readonly printed?: PrintedDocument;
}

/** A resource as it is deployed. Everything in it has a place in the document where it is written, as near as it can be told. */
export interface Deployed extends Manifest, Deriving {
  /** Those of a template that is still to be rendered. */
  readonly actions: readonly TemplateAction[];
}

/** The first key of a member, in offsets from the start of its document: that of the branch of a template that is printed. */
export function firstKeyOf({ manifest, deployed }: Pick<Member, "manifest" | "deployed">): Span {
  const { node } = manifest;
  return (deployed?.node.entries[0] ?? node.entries[0])?.key.span ?? node.span;
}

/** The offset in its file at which a member begins: at its first key. */
export function startOf(member: Member): number {
  return (member.file.offsets[member.documentIndex] ?? 0) + firstKeyOf(member).start;
}

/** What kind of place an application's manifests come from. */
export type SourceType = "directory" | "kustomize" | "helm" | "file" | "stdin";

/** What an application deploys too, and why it is not known. */
export interface UnreadPart extends Located {
  /** A whole sentence for the user. */
  readonly reason: string;
  /** Where it is a chart of another repository, which one. */
  readonly chart?: WantedChart;
}

/** What one sync deploys. */
export interface Application extends Failing {
  readonly name: string;
  readonly source: { readonly type: SourceType; readonly path: string };
  /** The destination namespace; a guess where no Application declares it and no user gives it. */
  readonly namespace: string;
  /** The user has said which namespace it is. */
  readonly namespaceGiven?: true | undefined;
  /** An Application object says that these manifests are deployed; otherwise their folder makes them one. */
  readonly declared: boolean;
  /** Every file that it depends on, by name: kustomizations and patches too. */
  readonly files: readonly NamedFile[];
  /** In the order of the files and of the documents in them. */
  readonly members: readonly Member[];
  /** The order of its sync; tasks name members by their index. */
  readonly plan: SyncPlan;
  /** What the plan depends on besides the members. */
  readonly planOptions: PlanOptions;
  /** What else it deploys, that cannot be read. */
  readonly unread?: readonly UnreadPart[];
  /** The charts that it consists of, as we render them. */
  readonly charts?: readonly PrintedChart[];
  /** The tool has printed its resources: `now`, or `before` something changed. */
  readonly rendered?: "now" | "before";
  /** What is good to know of it. */
  readonly notices?: readonly Notice[];
}

/** Who an application is, apart from its files. */
export type ApplicationIdentity = Pick<Application, "name" | "source" | "namespace" | "namespaceGiven"> & {
  readonly declared?: boolean;
  /** The sync option `CreateNamespace=true` holds. */
  readonly createNamespace?: boolean;
  /** The health checks that people have added to Argo CD. */
  readonly addedChecks?: readonly AddedHealthCheck[];
  /** The application's own sync options, as far as they are known. */
  readonly syncOptions?: readonly string[] | undefined;
  /** The version of Argo CD that syncs it; the newest release if there is none. */
  readonly version?: ArgoCdVersion | undefined;
};

/**
 * Puts an application together from its files, as Argo CD's directory source does with them. `previous` is the same application
 * before some of them changed: what still holds of it is kept.
 */
export function buildApplication(
  files: readonly NamedFile[],
  identity: ApplicationIdentity,
  placeholders: Placeholders = "unknown",
  previous?: Application,
): Application {
  const members = files.flatMap((file) => membersOf(file, placeholders));
  const { name, source, namespace, namespaceGiven, declared = false, addedChecks, version } = identity;
  const syncOptions = readSyncOptions(identity.syncOptions ?? [], version);
  const { createNamespace = syncOptions.includes("CreateNamespace=true") } = identity;
  const planOptions = {
    namespace,
    version,
    ...(createNamespace && { createNamespace: { annotations: new Map() } }),
    ...(addedChecks !== undefined && { addedChecks }),
    ...(syncOptions.length > 0 && { syncOptions, defaultDelete: defaultDeleteOf({ syncOptions }) }),
  };
  const plan = planOf(members, planOptions, previous);
  return withFailures(
    { name, source, namespace, namespaceGiven, declared, files, members, plan, planOptions },
    files,
    () => directoryFailures(files, declared ? "an Application" : "nobody"),
  );
}

/** The resources in a file, in the order of the text. */
export function membersOf(file: NamedFile, placeholders: Placeholders): readonly Member[] {
  return file.file.documents.flatMap((_, documentIndex) => documentMembers(file, documentIndex, placeholders));
}

/** The resources in one document of a file. */
export function documentMembers(
  { name, file }: NamedFile,
  documentIndex: number,
  placeholders: Placeholders,
): readonly Member[] {
  const document = file.documents[documentIndex];
  if (document === undefined) return [];
  const resources = syncResourcesOf(document, placeholders);
  return resources.map(({ manifest, resource }) => ({ fileName: name, file, documentIndex, manifest, resource }));
}
