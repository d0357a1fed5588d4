import type { SnippetSpec } from "./snippet.ts";

export const hookAccess: SnippetSpec = {
  prefix: "argocd-hook-access",
  title: "ServiceAccount and rights for a PreSync hook",
  summary:
    "A ServiceAccount, Role and RoleBinding for a PreSync hook in a later wave. They are PreSync hooks too, so they exist before it runs.",
  words: ["presync", "serviceaccount", "service-account", "role", "rolebinding", "rbac", "rights", "permissions"],
  body: `
# For a PreSync hook in a later wave, whose Pod has "serviceAccountName: <<name>>".
# A ServiceAccount that is not a hook would be applied in the Sync phase, after the hook that needs it.
apiVersion: v1
kind: ServiceAccount
metadata:
  name: <<name=db-migration>>
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "<<wave=-2>>"
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: <<name>>
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "<<wave>>"
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
rules:
  # The hook needs no right to read the Secrets that its manifest names.
  - apiGroups: [""]
    resources: <<resources=[configmaps]>>
    verbs: <<verbs=[get]>>
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: <<name>>
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "<<wave>>"
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: <<name>>
subjects:
  - kind: ServiceAccount
    name: <<name>>
    # The API server rejects a subject without a namespace. Use the one that the application is deployed to.
    namespace: <<namespace=default>>
`.slice(1),
};
