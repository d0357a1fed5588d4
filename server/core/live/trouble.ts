/** What is wrong with a resource, as far as its message tells: each needs another remedy. */
export type Trouble =
  | "missing-kind"
  | "missing-version"
  | "immutable"
  | "too-long"
  | "missing-namespace"
  | "invalid-field"
  | "not-permitted"
  | "webhook"
  | "quota"
  | "forbidden"
  | "conflict"
  | "too-many-failures"
  | "deadline"
  | "progress-deadline"
  | "gone";

/** Parts of the messages of Kubernetes and Argo CD. The first that fits holds, so the more special ones stand first. */
const signs: readonly (readonly [sign: RegExp, trouble: Trouble])[] = [
  [/The Kubernetes API could not find version "/, "missing-version"],
  // `AugmentSyncMsg` in util/argo/argo.go writes the second one, and the one above, in the place of the first.
  [
    /the server could not find the requested resource|The Kubernetes API could not find|no matches for kind/,
    "missing-kind",
  ],
  [/field is immutable|updates to statefulset spec for fields other than/, "immutable"],
  [/metadata\.annotations: Too long/, "too-long"],
  [/namespaces "[^"]*" not found/, "missing-namespace"],
  [/unknown field|strict decoding error|error validating data|ValidationError\(/, "invalid-field"],
  // `validateSyncPermissions` in controller/sync.go.
  [/is not permitted in project/, "not-permitted"],
  [/admission webhook|denied the request/, "webhook"],
  [/exceeded quota/, "quota"],
  [/is forbidden|cannot \S+ resource/, "forbidden"],
  [/Apply failed with \d+ conflict/, "conflict"],
  [/specified backoff limit/, "too-many-failures"],
  [/active longer than specified deadline/, "deadline"],
  // `getAppsv1DeploymentHealth` in gitops-engine/pkg/health/health_deployment.go.
  [/exceeded its progress deadline/, "progress-deadline"],
  // `Sync` in gitops-engine/pkg/sync/sync_context.go.
  [/is missing, it might have been deleted/, "gone"],
];

/** What a message says is wrong; `undefined` where it is none of these. */
export function troubleIn(message: string): Trouble | undefined {
  return signs.find(([sign]) => sign.test(message))?.[1];
}
