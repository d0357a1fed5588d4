/** Applications as a cluster has them, made of the structures in pkg/apis/application/v1alpha1/types.go of Argo CD. */

/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** What stands in an Application besides what all of these have. */
export interface LiveParts {
  readonly metadata?: Json;
  readonly spec?: Json;
  readonly status?: Json;
  /** `status.operationState`. */
  readonly state?: Json;
  /** `status.operationState.operation.sync`. */
  readonly sync?: Json;
  /** `status.operationState.syncResult.resources`. */
  readonly results?: readonly Json[];
  /** `status.resources`. */
  readonly resources?: readonly Json[];
}

/** The revision of these Applications. */
export const revision = "1f0c9b7d2e4a6c8b0d1e3f5a7b9c1d3e5f7a9b1c";

/** The Application `shop`, which deploys the folder `deploy` to the namespace `shop`, while a sync runs. */
export function liveApplication({ results = [], resources = [], ...parts }: LiveParts = {}): Json {
  const source = { repoURL: "https://git.example.com/shop.git", path: "deploy", targetRevision: "HEAD" };
  const destination = { server: "https://kubernetes.default.svc", namespace: "shop" };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: "shop", namespace: "argocd", ...parts.metadata },
    spec: { project: "default", source, destination, ...parts.spec },
    status: {
      sync: { status: "OutOfSync", revision },
      health: { status: "Healthy" },
      resources,
      operationState: {
        phase: "Running",
        startedAt: "2026-03-01T10:00:00Z",
        operation: { sync: { revision, ...parts.sync }, retry: { limit: 5 } },
        syncResult: { revision, source, resources: results },
        ...parts.state,
      },
      ...parts.status,
    },
  };
}

/** The text that `kubectl get application shop -o json` prints. */
export function liveText(parts: LiveParts = {}): string {
  return JSON.stringify(liveApplication(parts), undefined, 4);
}

/** A resource in the result of a sync: applied, and not known to be healthy. */
export function result(kind: string, name: string, fields: Json = {}): Json {
  return { ...keyOf(kind, name), status: "Synced", hookPhase: "Running", syncPhase: "Sync", ...fields };
}

/** A hook in the result of a sync: created, and not finished. */
export function hookResult(kind: string, name: string, phase: string, fields: Json = {}): Json {
  return result(kind, name, { hookType: phase, syncPhase: phase, ...fields });
}

/** A resource of the application, as the last comparison found it. */
export function resource(kind: string, name: string, fields: Json = {}): Json {
  return { ...keyOf(kind, name), status: "Synced", ...fields };
}

function keyOf(kind: string, name: string): Json {
  const group = { Job: "batch", Deployment: "apps", Certificate: "cert-manager.io" }[kind] ?? "";
  return { group, version: "v1", kind, namespace: "shop", name };
}

/** A sync that waits for its first hook. */
export const hangingHook: LiveParts = {
  state: { message: "waiting for completion of hook batch/Job/migrate" },
  results: [
    hookResult("ConfigMap", "settings", "PreSync", { hookPhase: "Succeeded", message: "settings created" }),
    hookResult("Job", "migrate", "PreSync", { message: "job.batch/migrate created" }),
  ],
  resources: [
    resource("Deployment", "web", { status: "OutOfSync", syncWave: 1 }),
    resource("Service", "web", { status: "OutOfSync" }),
  ],
};

/** An Application with a word in every place of its status. */
export function hostileLiveText(word: string, phase: string): string {
  const failed = { hookPhase: "Failed", status: "SyncFailed", message: word };
  return liveText({
    metadata: { name: word, namespace: word, annotations: { "argocd.argoproj.io/deletion-approved": word } },
    spec: { destination: { namespace: word }, syncPolicy: { automated: {} } },
    state: {
      phase,
      message: phase === "Running" ? `waiting for completion of hook ${word}/${word}/${word}` : word,
      startedAt: word,
      finishedAt: "",
    },
    status: {
      sync: { status: word, revision: word },
      health: { status: word, message: word },
      conditions: [{ type: "ComparisonError", message: word }],
    },
    results: [
      result("ConfigMap", word, failed),
      hookResult(word, word, "PreSync", { namespace: word, group: word, message: word }),
      result("Secret", word, { status: "PruneSkipped", message: word }),
    ],
    resources: [resource(word, word, { status: "OutOfSync", health: { status: word, message: word } })],
  });
}
