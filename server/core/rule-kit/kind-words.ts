/** What the names of API groups and of charts, operators and Jobs say about each other. */

/** Words of texts, in lower case, each between two hyphens: `-cert-manager-v1-`. */
export function wordsOf(texts: readonly string[]): string {
  return `-${texts
    .join("-")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "-")}-`;
}

/** Whether some words name an API group or a kind of it. */
export function isRelated(words: string, group: string, kind: string): boolean {
  const labels = group.split(".").slice(0, -1);
  const own = [...labels, kind.toLowerCase()].filter((it) => it.length > 3 && !vague.has(it));
  const others = [...otherNames].flatMap(([of, names]) =>
    (of.includes("/") ? `${group}/${kind}`.startsWith(of) : isWithin(group, of)) ? names : [],
  );
  return [...own, ...others].some((it) => {
    const stem = it.endsWith("s") ? it.slice(0, -1) : it;
    return words.includes(`-${stem}-`) || words.includes(`-${stem}s-`);
  });
}

/** Whether an API group belongs to something that often serves many applications, so that another one is likely to bring it. */
export function isKnownGroup(group: string): boolean {
  return knownGroups.some((it) => isWithin(group, it));
}

/** Whether clusters, OpenShift or what manages clusters bring an API group along. */
export function isPlatformGroup(group: string): boolean {
  if (group.endsWith(".openshift.io")) return !openShiftOperators.includes(group.slice(0, group.indexOf(".")));
  return platformGroups.some((it) => isWithin(group, it));
}

function isWithin(group: string, domain: string): boolean {
  return group === domain || group.endsWith(`.${domain}`);
}

/** Words in many names, which tell nothing. */
const vague: ReadonlySet<string> = new Set([
  "apps",
  "application",
  "backup",
  "cloud",
  "cluster",
  "config",
  "configs",
  "core",
  "coreos",
  "database",
  "dashboard",
  "example",
  "gateway",
  "infra",
  "instance",
  "management",
  "monitoring",
  "networking",
  "operator",
  "operators",
  "pipeline",
  "platform",
  "policy",
  "project",
  "provider",
  "repository",
  "secret",
  "secrets",
  "security",
  "service",
  "services",
  "serving",
  "sigs",
  "stack",
  "storage",
  "task",
  "template",
  "templates",
  "toolkit",
  "user",
  "x-k8s",
]);

/** What brings an API group, or those kinds of it whose names begin like this, and has another name. */
const otherNames: ReadonlyMap<string, readonly string[]> = new Map([
  ["argoproj.io/Analysis", ["argo-rollouts"]],
  ["argoproj.io/ClusterAnalysis", ["argo-rollouts"]],
  ["argoproj.io/ClusterWorkflow", ["argo-workflows"]],
  ["argoproj.io/CronWorkflow", ["argo-workflows"]],
  ["argoproj.io/Event", ["argo-events"]],
  ["argoproj.io/Rollout", ["argo-rollouts"]],
  ["argoproj.io/Sensor", ["argo-events"]],
  ["argoproj.io/Workflow", ["argo-workflows"]],
  ["bitnami.com", ["sealed-secrets"]],
  ["cnpg.io", ["cloudnative-pg"]],
  ["coreos.com", ["kube-prometheus", "prometheus-operator"]],
  ["elastic.co", ["eck-operator"]],
  ["hashicorp.com", ["vault-secrets"]],
  ["knative.dev", ["serverless-operator"]],
  ["istio.io", ["servicemeshoperator", "servicemeshoperator3"]],
  ["opendatahub.io", ["rhods-operator"]],
  ["strimzi.io", ["amq-streams"]],
  ["tekton.dev", ["openshift-pipelines"]],
]);

const knownGroups: readonly string[] = [
  "acme.cert-manager.io",
  "argoproj.io",
  "bitnami.com",
  "cert-manager.io",
  "cilium.io",
  "cluster.x-k8s.io",
  "cnpg.io",
  "coreos.com",
  "crossplane.io",
  "elastic.co",
  "external-secrets.io",
  "fluxcd.io",
  "gatekeeper.sh",
  "grafana.com",
  "hashicorp.com",
  "integreatly.org",
  "istio.io",
  "karpenter.sh",
  "keda.sh",
  "knative.dev",
  "kyverno.io",
  "linkerd.io",
  "longhorn.io",
  "maistra.io",
  "metallb.io",
  "nmstate.io",
  "objectbucket.io",
  "opentelemetry.io",
  "projectcontour.io",
  "secrets-store.csi.x-k8s.io",
  "strimzi.io",
  "tekton.dev",
  "traefik.containo.us",
  "traefik.io",
  "upbound.io",
  "velero.io",
  "victoriametrics.com",
  "wgpolicyk8s.io",
];

const platformGroups: readonly string[] = [
  "amazonaws.com",
  "cattle.io",
  "cloud.google.com",
  "cni.cncf.io",
  "gke.io",
  "googleapis.com",
  "k8s.aws",
  "k8s.io",
  "k8s.ovn.org",
  "metal3.io",
  "operators.coreos.com",
];

/** Operators bring these groups below `openshift.io`, and OpenShift itself all others. */
const openShiftOperators: readonly string[] = ["local", "logging", "nfd", "observability", "ocs", "odf"];
