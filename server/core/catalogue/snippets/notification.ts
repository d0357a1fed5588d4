import { messageContainer, podSecurity } from "./job.ts";
import type { SnippetSpec } from "./snippet.ts";

export const notification: SnippetSpec = {
  prefix: "argocd-notification",
  title: "PostSync notification",
  summary: "Tells the team of a new version, after the hooks of the waves before it have succeeded.",
  body: `
# The Secret has to be in the namespace before the first sync.
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
  # A message that cannot be sent fails the sync like any other hook, hence the retries.
  backoffLimit: 2
  activeDeadlineSeconds: <<deadline=120>>
  template:
    spec:
      automountServiceAccountToken: false
${podSecurity}${messageContainer("notify", "<<app=app>> is deployed.")}`.slice(1),
};
