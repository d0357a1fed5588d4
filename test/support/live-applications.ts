/** Applications as the cluster has them, made of the structures in pkg/apis/application/v1alpha1/types.go of Argo CD. */

/** Any object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** An entry of `status.operationState.syncResult.resources`. */
export function result(kind: string, name: string, fields: Json = {}): Json {
  const group = groupOf(kind);
  return {
    group,
    version: "v1",
    kind,
    namespace: "shop",
    name,
    status: "Synced",
    hookPhase: "Running",
    syncPhase: "Sync",
    ...fields,
  };
}

/** The result of a hook. */
export function hookResult(kind: string, name: string, phase: string, fields: Json = {}): Json {
  return result(kind, name, { hookType: phase, syncPhase: phase, ...fields });
}

/** An entry of `status.resources`. */
export function resource(kind: string, name: string, fields: Json = {}): Json {
  return { group: groupOf(kind), version: "v1", kind, namespace: "shop", name, status: "Synced", ...fields };
}

function groupOf(kind: string): string {
  if (kind === "Job") return "batch";
  return kind === "Deployment" ? "apps" : "";
}

/** What differs from an application that has just begun a sync. */
export interface LiveParts {
  readonly metadata?: Json;
  readonly spec?: Json;
  readonly status?: Json;
  readonly operationState?: Json;
  readonly sync?: Json;
  readonly results?: readonly Json[];
  readonly rest?: Json;
}

const revision = "1f0c9b7d2e4a6c8b0d1e3f5a7b9c1d3e5f7a9b1c";

/** An application with a sync that runs. */
export function liveApplication(parts: LiveParts = {}): Json {
  const source = { repoURL: "https://git.example.com/shop.git", path: "deploy", targetRevision: "HEAD" };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: "shop", namespace: "argocd", ...parts.metadata },
    spec: {
      project: "default",
      source,
      destination: { server: "https://kubernetes.default.svc", namespace: "shop" },
      ...parts.spec,
    },
    status: {
      sync: { status: "OutOfSync", revision },
      health: { status: "Progressing" },
      operationState: {
        phase: "Running",
        startedAt: "2026-03-01T10:00:00Z",
        operation: { sync: { revision, ...parts.sync }, retry: { limit: 5 } },
        syncResult: { revision, source, resources: parts.results ?? [] },
        ...parts.operationState,
      },
      ...parts.status,
    },
    ...parts.rest,
  };
}

/** The text that `kubectl -o json` prints of it. */
export function liveText(parts: LiveParts = {}): string {
  return JSON.stringify(liveApplication(parts), undefined, 4);
}

/** A sync that hangs at the hook of the first wave. */
export const hangingHook: LiveParts = {
  operationState: { message: "waiting for completion of hook batch/Job/migrate" },
  results: [
    result("ConfigMap", "settings", {
      syncPhase: "PreSync",
      hookType: "PreSync",
      hookPhase: "Succeeded",
      message: "settings created",
    }),
    hookResult("Job", "migrate", "PreSync", { message: "" }),
  ],
  status: {
    resources: [
      resource("Deployment", "web", { status: "OutOfSync", syncWave: 1 }),
      resource("Service", "web", { status: "OutOfSync" }),
    ],
  },
};
