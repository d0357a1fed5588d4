import { makeUnknown, type Engine } from "../evaluate/engine.ts";
import type { ObjectValue, Value } from "../value/value.ts";
import { asText } from "../functions/given.ts";

/** What is known of the cluster that a chart is rendered for. */
export interface Cluster {
  /** The version of Kubernetes, such as `1.33.0`; the newest that Helm knows where it is absent. */
  readonly kubeVersion?: string | undefined;
  /** API versions that it has beside those of Kubernetes, such as `monitoring.coreos.com/v1`. */
  readonly apiVersions: readonly string[];
  /** `all`: what is not named here is not in the cluster; `some`: nobody knows. */
  readonly known: "all" | "some";
}

/** The version of Helm that we are like. */
const helmVersion = "v4.1.4";

/** What that version takes for the cluster's when nobody says it. */
export const newestKubernetes = "v1.35.0";

/** The API groups of Kubernetes with their versions, as Helm has them without a cluster: those of `k8s.io/client-go/kubernetes/scheme`. */
const groups: Readonly<Record<string, string>> = {
  "admissionregistration.k8s.io": "v1 v1alpha1 v1beta1",
  "internal.apiserver.k8s.io": "v1alpha1",
  apps: "v1 v1beta1 v1beta2",
  "authentication.k8s.io": "v1 v1alpha1 v1beta1",
  "authorization.k8s.io": "v1 v1beta1",
  autoscaling: "v1 v2 v2beta1 v2beta2",
  batch: "v1 v1beta1",
  "certificates.k8s.io": "v1 v1beta1 v1alpha1",
  "coordination.k8s.io": "v1alpha2 v1beta1 v1",
  "discovery.k8s.io": "v1 v1beta1",
  "events.k8s.io": "v1 v1beta1",
  extensions: "v1beta1",
  "flowcontrol.apiserver.k8s.io": "v1 v1beta1 v1beta2 v1beta3",
  "networking.k8s.io": "v1 v1beta1",
  "node.k8s.io": "v1 v1alpha1 v1beta1",
  policy: "v1 v1beta1",
  "rbac.authorization.k8s.io": "v1 v1beta1 v1alpha1",
  "resource.k8s.io": "v1 v1beta2 v1beta1 v1alpha3",
  "scheduling.k8s.io": "v1alpha1 v1beta1 v1",
  "storage.k8s.io": "v1beta1 v1 v1alpha1",
  "storagemigration.k8s.io": "v1beta1",
  "apiextensions.k8s.io": "v1beta1 v1",
};

/** `.Capabilities`. Mirrors pkg/chart/common/capabilities.go of Helm. */
export function capabilitiesOf({ kubeVersion, apiVersions, known }: Cluster, engine: Engine): ObjectValue {
  const version = kubeVersion === undefined ? newestKubernetes : `v${kubeVersion.replace(/^v/, "")}`;
  const [, major = "", minor = ""] = /^v(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  const built = Object.entries(groups).flatMap(([group, versions]) =>
    versions.split(" ").map((it) => `${group}/${it}`),
  );
  const all = new Set(["v1", ...built, ...apiVersions]);
  const has = ([name = null]: readonly Value[]): Value =>
    all.has(asText(name)) ||
    (known === "some" ? makeUnknown(engine, `whether the cluster has ${asText(name)}`) : false);
  const fields = { Version: version, GitVersion: version, Major: major, Minor: minor };
  return object("*common.Capabilities", {
    KubeVersion: { ...object("common.KubeVersion", fields), methods: { String: () => version } },
    APIVersions: { ...object("common.VersionSet", {}), holds: [...all], methods: { Has: has } },
    HelmVersion: object("version.BuildInfo", {
      ...{
        Version: helmVersion,
        GitCommit: "",
        GitTreeState: "clean",
        GoVersion: "go1.25.9",
        KubeClientVersion: "v1.35",
      },
    }),
  });
}

/** An object that has fields alone. */
function object(type: string, fields: Readonly<Record<string, Value>>): ObjectValue {
  return {
    kind: "object",
    type,
    fields: new Map(Object.entries(fields)),
    methods: {},
    holds: undefined,
    text: undefined,
  };
}
