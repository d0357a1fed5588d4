import { chosenPolicy, containerSecurity, podSecurity, smallResources } from "./job.ts";
import type { SnippetSpec } from "./snippet.ts";

export const smokeTest: SnippetSpec = {
  prefix: "argocd-smoke-test",
  title: "PostSync smoke test",
  summary: "Checks that the new version answers once all of it is healthy. If it does not, the sync fails.",
  words: ["postsync", "hook", "job", "check", "curl"],
  body: `
apiVersion: batch/v1
kind: Job
metadata:
  name: <<name=smoke-test>>
  annotations:
    argocd.argoproj.io/hook: PostSync
${chosenPolicy}spec:
  backoffLimit: 1
  # Without a deadline, a Job that hangs would block the sync forever.
  activeDeadlineSeconds: <<deadline=180>>
  template:
    spec:
      automountServiceAccountToken: false
${podSecurity}      containers:
        - name: test
          image: <<image=curlimages/curl:8.15.0>>
          command: [curl]
          # The Service may need a moment to find the new Pods, hence the retries.
          args:
            - --fail
            - --silent
            - --show-error
            - --max-time
            - "5"
            - --retry
            - "5"
            - --retry-delay
            - "3"
            - --retry-all-errors
            - <<url=http://app:8080/health>>
${smallResources}${containerSecurity}`.slice(1),
};
