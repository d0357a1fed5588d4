import type { SnippetSpec } from "./snippet.ts";

export const hookAccess: SnippetSpec = {
  prefix: "argocd-hook-access",
  title: "ServiceAccount and rights for a PreSync hook",
  summary:
    "A ServiceAccount, Role and RoleBinding for a PreSync hook in a later wave. They are PreSync hooks too, so they exist before it runs.",
  words: ["presync", "serviceaccount", "service-account", "role", "rolebinding", "rbac", "rights", "permissions"],
  body: `
# For a PreSync hook in a later wave. Its Pod needs "serviceAccountName: <<name>>".
# Remove "automountServiceAccountToken: false" from the Pod: with it, the Pod gets no token for the API server.
# A ServiceAccount that is not a hook would be applied in the Sync phase, after the hook that needs it.
# All three are deleted at the end of the sync, also if it fails.
apiVersion: v1
kind: ServiceAccount
metadata:
  name: <<name=db-migration>>
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "<<wave=-2>>"
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded,HookFailed
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: <<name>>
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "<<wave>>"
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded,HookFailed
rules:
  # The hook needs no right to read the Secrets that its manifest names.
  - apiGroups: [""]
    resources: <<resources=[configmaps]>>
    # Without names, it could read all of the namespace, whatever they hold.
    resourceNames: <<objects=[app-config]>>
    verbs: <<verbs=[get]>>
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: <<name>>
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "<<wave>>"
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded,HookFailed
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: <<name>>
subjects:
  - kind: ServiceAccount
    name: <<name>>
    # The namespace that the application is deployed to. With another one, the ServiceAccount has none of these rights.
    namespace: <<destination=namespace-of-the-application>>
`.slice(1),
};
