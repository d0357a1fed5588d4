import { containerSecurity, fromSecret, podSecurity, smallResources } from "./job.ts";
import type { SnippetSpec } from "./snippet.ts";

export const failureAlert: SnippetSpec = {
  prefix: "argocd-failure-alert",
  title: "SyncFail alert",
  summary: "Sends an alert when a sync fails after it has started, in any phase. It runs only then.",
  words: ["syncfail", "hook", "job", "notify", "notification", "message", "slack", "webhook", "failed"],
  body: `
# If the manifests are invalid or the dry run fails, the sync does not start and runs no hooks: only Argo CD itself reports that.
# The Secret must be in the namespace before the first sync, which may fail before it applies anything.
apiVersion: batch/v1
kind: Job
metadata:
  name: <<name=sync-failed-alert>>
  annotations:
    argocd.argoproj.io/hook: SyncFail
    # The Job stays, with its log, until it is needed again. HookFailed would delete it as soon as the sync has failed.
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
spec:
  backoffLimit: 2
  activeDeadlineSeconds: <<deadline=120>>
  template:
    spec:
      automountServiceAccountToken: false
${podSecurity}      containers:
        - name: alert
          image: <<image=curlimages/curl:8.15.0>>
          command: [curl]
          # Kubernetes itself fills in $(WEBHOOK_URL), so no shell and no quoting are needed.
          args:
            - --fail
            - --silent
            - --show-error
            - --max-time
            - "10"
            - --json
            - '{"text": "The sync of <<app=app>> has failed. See the application in Argo CD."}'
            - $(WEBHOOK_URL)
${fromSecret("WEBHOOK_URL", "<<secret=chat-webhook>>", "<<key=url>>")}${smallResources}${containerSecurity}`.slice(1),
};
