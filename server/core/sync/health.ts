import { type ArgoCdVersion, isKnownIn, latestVersion } from "../versions.ts";
import { type AddedHealthCheck, addedChecksFor } from "./added-checks.ts";
import { scriptedChecks } from "./health-checks.ts";
import { isBuiltInGroup } from "./scope.ts";

/** A kind of resource; the group is "" for the core API. */
interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** How Argo CD finds out whether a resource of a kind is healthy. */
export interface KnownCheck {
  /** The file in Argo CD's source that says what is healthy. */
  readonly file: string;
  /** The first version that has the check; none where every version that is still in use has it. */
  readonly since?: string;
  /** The first version that does not have it any more. */
  readonly until?: string;
  /** Set where the check never finds anything Degraded: what goes wrong stays Progressing. */
  readonly degrades?: false;
  /** What the check says of a resource of which no controller has reported anything yet. */
  readonly fresh: Health;
  /** What it says where `spec.suspend` is true; none where that changes nothing. */
  readonly suspend?: Health;
  /** What it says where `spec.paused` is true; none where that changes nothing. */
  readonly paused?: Health;
  /** The value that a field must have for the check to find anything but Healthy. */
  readonly only?: { readonly path: readonly string[]; readonly value: string };
}

/** What a check can say of a resource that has just been applied. Argo CD goes on only when it is Healthy, or fails when it is Degraded. */
export type Health = "Healthy" | "Progressing" | "Suspended" | "Unknown";

/** The checks in Go with the end of their file's name; those of 1.7 were in one file. Mirrors `GetHealthCheckFunc` in gitops-engine/pkg/health/health.go. */
const compiledChecks: Readonly<Record<string, readonly [file: string, answers?: Partial<KnownCheck>]>> = {
  // The API server makes both Pending.
  "/PersistentVolumeClaim": ["pvc"],
  "/Pod": ["pod"],
  "/Service": ["service", { degrades: false, only: { path: ["spec", "type"], value: "LoadBalancer" } }],
  "apiregistration.k8s.io/APIService": ["apiservice", { degrades: false }],
  "apps/DaemonSet": ["daemonset", { degrades: false }],
  "apps/Deployment": ["deployment", { paused: "Suspended" }],
  "apps/ReplicaSet": ["replicaset"],
  "apps/StatefulSet": ["statefulset", { degrades: false }],
  "argoproj.io/Application": ["", { until: "1.8" }],
  "argoproj.io/Workflow": ["argo"],
  "autoscaling/HorizontalPodAutoscaler": ["hpa", { since: "2.0" }],
  "batch/Job": ["job", { suspend: "Suspended" }],
  "extensions/Ingress": ["ingress", { degrades: false }],
  "networking.k8s.io/Ingress": ["ingress", { degrades: false }],
};

/**
 * The health check that Argo CD of a version has for a kind; `undefined` if it has none: such a resource is done as soon as it is
 * applied. A script comes before a check in Go, and one for the very kind before one for many kinds.
 * Mirrors `GetResourceHealth` in gitops-engine/pkg/health/health.go and `GetHealthScript` in util/lua/lua.go.
 */
export function knownCheckOf(
  { group, kind }: GroupKind,
  version: ArgoCdVersion = latestVersion,
): KnownCheck | undefined {
  const key = `${group}/${kind}`;
  const isThere = (folder: string): boolean => isIn(scriptedChecks[folder], version);
  const own = Object.hasOwn(scriptedChecks, key) && isThere(key) ? key : undefined;
  const folder = own ?? patterns.find((pattern) => matches(pattern, key) && isThere(pattern));
  const scripted = folder === undefined ? undefined : scriptedChecks[folder];
  if (scripted !== undefined) {
    const { since, until } = scriptedChecks[key] ?? {};
    // One for many kinds may have taken the place of one for the very kind.
    const whole = until !== undefined && until === scripted.since ? { ...scripted, ...(since && { since }) } : scripted;
    const before = key === applicationSets && !isKnownIn(statusAwaitedSince, version) ? "Healthy" : "Progressing";
    return { file: `resource_customizations/${folder}/health.lua`, fresh: before, ...whole };
  }
  const compiled = Object.hasOwn(compiledChecks, key) ? compiledChecks[key] : undefined;
  if (compiled === undefined || !isIn(compiled[1], version)) return undefined;
  const [name, answers] = compiled;
  return { file: `gitops-engine/pkg/health/health${name && `_${name}`}.go`, fresh: "Progressing", ...answers };
}

const applicationSets = "argoproj.io/ApplicationSet";

/** Before, an ApplicationSet without a status was Healthy. Mirrors resource_customizations/argoproj.io/ApplicationSet/health.lua. */
const statusAwaitedSince = "3.0";

/** Whether a version has a check. */
function isIn({ since, until }: Pick<KnownCheck, "since" | "until"> = {}, version: ArgoCdVersion): boolean {
  return isKnownIn(since, version) && (until === undefined || !isKnownIn(until, version));
}

/** Which health checks there are, beside those of Argo CD. */
export interface HealthContext {
  /** What people have added to Argo CD, as far as it is known. */
  readonly addedChecks?: readonly AddedHealthCheck[] | undefined;
  /** The version of Argo CD; the newest release if there is none. */
  readonly version?: ArgoCdVersion | undefined;
}

/** What is known of the health check for a kind. */
export type HealthCheck =
  /** Added by people: it comes before Argo CD's own, and what it says is not known. */
  | { readonly is: "added"; readonly added: readonly AddedHealthCheck[] }
  | { readonly is: "known"; readonly known: KnownCheck }
  /** What Argo CD does not check is done as soon as it is applied. */
  | { readonly is: "none" }
  /** Whether there is one: whoever runs Argo CD may have added it. */
  | { readonly is: "unknown" };

/**
 * What is known of the health check for a kind. Most of Kubernetes' own kinds have none, and neither has Argo CD's Application, unless
 * somebody adds it. Mirrors `GetResourceHealth` in gitops-engine/pkg/health/health.go.
 */
export function healthCheckOf(resource: GroupKind, { addedChecks = [], version }: HealthContext = {}): HealthCheck {
  const added = addedChecksFor(resource, addedChecks);
  if (added.length > 0) return { is: "added", added };
  const known = knownCheckOf(resource, version);
  if (known !== undefined) return { is: "known", known };
  const { group, kind } = resource;
  const isArgoCds = group === "argoproj.io" && (kind === "Application" || kind === "AppProject");
  return { is: isArgoCds || isBuiltInGroup(group) ? "none" : "unknown" };
}

/** The folders for many kinds, in the order in which Argo CD tries them. Mirrors `getGlobHealthScriptPaths` in util/lua/lua.go. */
const patterns: readonly string[] = Object.keys(scriptedChecks)
  .filter((folder) => folder.includes("_"))
  .sort();

/** Whether a folder's name with "_" for any text within its group or kind stands for a kind. */
function matches(folder: string, key: string): boolean {
  const [groups, kinds] = folder.split("/");
  const [group, kind] = key.split("/");
  return matchesPart(groups, group) && matchesPart(kinds, kind);
}

/** A part has at most one "_", at its beginning. */
function matchesPart(part = "", text = ""): boolean {
  return part.startsWith("_") ? text.endsWith(part.slice(1)) : part === text;
}
