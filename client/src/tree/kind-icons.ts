/** The product icon of a resource, by its kind; hooks and kinds that are not named here have icons of their own. */
const icons: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Application: "type-hierarchy",
    ApplicationSet: "type-hierarchy",
    ClusterRole: "shield",
    ClusterRoleBinding: "shield",
    ConfigMap: "settings",
    CronJob: "clock",
    CustomResourceDefinition: "symbol-interface",
    DaemonSet: "server-process",
    Deployment: "server-process",
    Gateway: "globe",
    HTTPRoute: "globe",
    Ingress: "globe",
    Job: "play",
    Namespace: "symbol-namespace",
    NetworkPolicy: "shield",
    PersistentVolume: "database",
    PersistentVolumeClaim: "database",
    Pod: "vm",
    ReplicaSet: "server-process",
    Role: "shield",
    RoleBinding: "shield",
    Secret: "key",
    Service: "plug",
    ServiceAccount: "account",
    StatefulSet: "server-process",
  }),
);

/** The name of the product icon for a resource. */
export function iconOf(kind: string): string {
  return icons.get(kind) ?? "package";
}
