import { containerSecurity, fromSecret, podSecurity, resources } from "./job.ts";
import { roleBinding } from "./role-binding.ts";
import type { SnippetSpec } from "./snippet.ts";

/** What makes an object of the identity a hook that is there before the Job, and gone when the sync is over. */
const inTime = `
  annotations:
    argocd.argoproj.io/hook: PostSync
    argocd.argoproj.io/sync-wave: "1"
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded,HookFailed
`.slice(1);

export const notification: SnippetSpec = {
  prefix: "argocd-notification",
  title: "PostSync notification that names the image",
  summary: "Tells the team which image was deployed, after the hooks of earlier waves have succeeded.",
  words: ["postsync", "hook", "job", "notify", "message", "slack", "webhook", "image"],
  body: `
# The right to read the Deployment comes one wave before the Job that needs it.
# All four are deleted at the end of the sync. Only a Job that failed stays, with its log.
apiVersion: v1
kind: ServiceAccount
metadata:
  name: <<name=notify-deployment>>
${inTime}---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: <<name>>
${inTime}rules:
  - apiGroups: [apps]
    resources: [deployments]
    resourceNames: [<<app=app>>]
    verbs: [get]
---
${roleBinding(inTime)}---
apiVersion: batch/v1
kind: Job
metadata:
  name: <<name>>
  annotations:
    argocd.argoproj.io/hook: PostSync
    # After hooks of wave 0, such as a smoke test.
    argocd.argoproj.io/sync-wave: "2"
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
spec:
  # If the message cannot be sent, the hook fails, and with it the sync; hence the retries.
  backoffLimit: 2
  activeDeadlineSeconds: <<deadline=120>>
  template:
    spec:
      serviceAccountName: <<name>>
${podSecurity}      containers:
        - name: notify
          image: <<image=alpine/k8s:1.34.1>>
          command:
            - sh
            - -c
            - |
              set -eu
              image=$(kubectl get deployment <<app>> --output jsonpath='{.spec.template.spec.containers[0].image}')
              curl --fail --silent --show-error --max-time 10 --json "{\\"text\\": \\"$image is deployed.\\"}" "$WEBHOOK_URL"
${fromSecret("WEBHOOK_URL", "<<secret=chat-webhook>>", "<<key=url>>")}${resources(["50m", "200m"], ["64Mi", "256Mi"])}${containerSecurity}`.slice(
    1,
  ),
};
