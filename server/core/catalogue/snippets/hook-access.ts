import { roleBinding } from "./role-binding.ts";
import type { SnippetSpec } from "./snippet.ts";

/** What makes an object of the identity a hook that is there before the one that needs it, and gone when the sync is over. */
function inTime(wave: string): string {
  return `
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "${wave}"
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded,HookFailed
`.slice(1);
}

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
${inTime("<<wave=-2>>")}---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: <<name>>
${inTime("<<wave>>")}rules:
  # The hook needs no right to read the Secrets that its manifest names.
  - apiGroups: [""]
    resources: <<resources=[configmaps]>>
    # Without names, it could read all of the namespace, whatever they hold.
    resourceNames: <<objects=[app-config]>>
    verbs: <<verbs=[get]>>
---
${roleBinding(inTime("<<wave>>"))}`.slice(1),
};
