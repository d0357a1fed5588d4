import type { SnippetSpec } from "./snippet.ts";

export const hookAccess: SnippetSpec = {
  prefix: "argocd-hook-access",
  title: "ServiceAccount and rights for a PreSync hook",
  summary:
    "An identity that a PreSync hook of a later wave can use: as hooks themselves, these three are there before it runs.",
  body: `
# For a PreSync hook of a later wave, whose Pod has "serviceAccountName: <<name>>".
# A plain ServiceAccount would be applied in the Sync phase, after the hook that needs it.
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
  # No right to read Secrets is needed for those that the manifest of the hook names.
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
    # The API server refuses a subject without its namespace: write the one that the application is deployed to.
    namespace: <<namespace=default>>
`.slice(1),
};
