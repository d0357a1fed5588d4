import type { PlanOptions } from "../sync/plan.ts";
import type { DeclaredApplication } from "./argocd-application.ts";
import type { ArgoCdVersion } from "../versions.ts";
import type { Application, SourceType } from "./application.ts";
import { declaredOptions } from "./declared-options.ts";
import { withFailures } from "./failure.ts";
import { planOf } from "./plan-of.ts";
import type { ChartCluster } from "./chart/chart-options.ts";
import { readFrom } from "./source.ts";
import { refusedDocuments, type SourceMember, type SourceReading, type UnreadMember } from "./source-member.ts";
import { plainSource } from "./source-spec.ts";
import { type MissingPaths, noteMissing, type SourceTree } from "./source-tree.ts";

/** An application with its members as they are deployed. */
export interface DeployedApplication extends Application {
  readonly members: readonly SourceMember[];
  /** What else it deploys, that cannot be read. */
  readonly unread: readonly UnreadMember[];
  /** The cluster that its charts are rendered for, where the Application does not name it. */
  readonly cluster?: ChartCluster | undefined;
}

/** An application so far, and what has to be read before it can be told in full. */
export interface ApplicationAnswer {
  readonly application: DeployedApplication;
  readonly missing: MissingPaths;
}

/** What an answer depends on beside the files. */
export interface ReadOptions {
  /** The application before something changed: what still holds of it is kept. */
  readonly previous?: Application | undefined;
  /** The version of Argo CD that syncs it; the newest release if there is none. */
  readonly version?: ArgoCdVersion | undefined;
  /** The cluster that charts are rendered for, where an Application does not name it. */
  readonly cluster?: ChartCluster | undefined;
}

/** The application that an Application object declares, over the files that have been read so far. Never throws. */
export function readDeclared(
  declared: DeclaredApplication,
  tree: SourceTree,
  { previous, version, cluster }: ReadOptions = {},
): ApplicationAnswer {
  const { name, namespace, sources, isLikely } = declared;
  const noting = noteMissing(tree);
  const context = { name, namespace, sources, isLikely, version, cluster };
  const readings = sources.map((source) => readFrom(source, context, noting));
  const options = declaredOptions(declared, version);
  const application = deploy({ name, namespace, declared: true, cluster }, readings, options, previous);
  return { application, missing: noting.missing() };
}

/** The application of a folder that no Application object names: what Argo CD would make of it with no options at all. Never throws. */
export function readFolderApplication(
  folder: string,
  identity: Pick<Application, "name" | "namespace" | "namespaceGiven">,
  tree: SourceTree,
  { previous, version, cluster }: ReadOptions = {},
): ApplicationAnswer {
  const noting = noteMissing(tree);
  const source = plainSource(folder);
  const readings = [readFrom(source, { ...identity, sources: [source], version, cluster }, noting)];
  const options = { namespace: identity.namespace, version };
  const { name, namespace, namespaceGiven } = identity;
  const application = deploy(
    { name, namespace, namespaceGiven, declared: false, cluster },
    readings,
    options,
    previous,
  );
  return { application, missing: noting.missing() };
}

// Argo CD puts the manifests of all sources together into one sync.
function deploy(
  identity: Pick<DeployedApplication, "name" | "namespace" | "namespaceGiven" | "declared" | "cluster">,
  readings: readonly SourceReading[],
  planOptions: PlanOptions,
  previous: Application | undefined,
): DeployedApplication {
  const members = readings.flatMap((reading) => reading.members);
  const files = [...new Map(readings.flatMap((reading) => reading.files).map((file) => [file.name, file])).values()];
  const [first] = readings;
  const rest = {
    ...identity,
    source: { type: sourceTypeOf(first), path: first?.path ?? "" },
    members,
    plan: planOf(members, planOptions, previous),
    planOptions,
    unread: [...readings.flatMap((reading) => reading.unread), ...refusedDocuments(files)],
    files,
    charts: readings.flatMap((reading) => reading.charts ?? []),
    notices: readings.flatMap((reading) => reading.notices ?? []),
  };
  return withFailures(rest, files, () => readings.flatMap((reading) => reading.findFailures()));
}

function sourceTypeOf(reading: SourceReading | undefined): SourceType {
  return reading === undefined || reading.type === "unknown" ? "directory" : reading.type;
}
