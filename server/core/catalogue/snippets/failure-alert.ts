import { messageContainer, podSecurity } from "./job.ts";
import type { SnippetSpec } from "./snippet.ts";

export const failureAlert: SnippetSpec = {
  prefix: "argocd-failure-alert",
  title: "SyncFail alert",
  summary: "Calls for help when a sync fails on its way, in whatever phase; it runs only then.",
  body: `
# A sync that does not begin, because the manifests or the dry run are at fault, runs no hooks: Argo CD alone reports that.
# The Secret has to be in the namespace before the first sync.
apiVersion: batch/v1
kind: Job
metadata:
  name: <<name=sync-failed-alert>>
  annotations:
    argocd.argoproj.io/hook: SyncFail
    # The Job stays, with its log, until it is needed again: HookFailed would delete it as soon as the sync has failed.
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
spec:
  backoffLimit: 2
  activeDeadlineSeconds: <<deadline=120>>
  template:
    spec:
      automountServiceAccountToken: false
${podSecurity}${messageContainer("alert", "The sync of <<app=app>> has failed. See the application in Argo CD.")}`.slice(
    1,
  ),
};
