import { messageContainer, podSecurity } from "./job.ts";
import type { SnippetSpec } from "./snippet.ts";

export const notification: SnippetSpec = {
  prefix: "argocd-notification",
  title: "PostSync notification",
  summary: "Notifies the team of a new version, after the hooks of earlier waves have succeeded.",
  body: `
# The Secret must be in the namespace before the first sync.
apiVersion: batch/v1
kind: Job
metadata:
  name: <<name=notify-deployment>>
  annotations:
    argocd.argoproj.io/hook: PostSync
    # After hooks of wave 0, such as a smoke test.
    argocd.argoproj.io/sync-wave: "1"
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
spec:
  # If the message cannot be sent, the hook fails, and with it the sync; hence the retries.
  backoffLimit: 2
  activeDeadlineSeconds: <<deadline=120>>
  template:
    spec:
      automountServiceAccountToken: false
${podSecurity}${messageContainer("notify", "<<app=app>> is deployed.")}`.slice(1),
};
