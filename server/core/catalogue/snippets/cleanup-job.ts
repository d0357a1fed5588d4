import { containerSecurity, fromSecret, podSecurity, postgresImage, smallResources } from "./job.ts";
import type { SnippetSpec } from "./snippet.ts";

export const cleanupJob: SnippetSpec = {
  prefix: "argocd-cleanup-job",
  title: "PostDelete cleanup Job",
  summary: "Removes what the application leaves elsewhere, such as its database, once the Application is deleted.",
  words: ["postdelete", "hook", "delete", "drop", "finalizer"],
  body: `
# Argo CD itself adds the finalizers that keep the Application until this Job has succeeded.
# It runs after everything else of the application is deleted, so the Secret must not be a part of the application.
apiVersion: batch/v1
kind: Job
metadata:
  name: <<name=clean-up>>
  annotations:
    argocd.argoproj.io/hook: PostDelete
    # Without HookSucceeded, the Job would stay in the cluster when everything else is gone.
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
spec:
  backoffLimit: 3
  # Without a deadline, a Job that hangs would keep the Application forever.
  activeDeadlineSeconds: <<deadline=300>>
  template:
    spec:
      automountServiceAccountToken: false
${podSecurity}      containers:
        - name: clean-up
          image: <<image=${postgresImage}>>
          command: [psql]
          # Kubernetes itself fills in $(DATABASE_URL), so no shell and no quoting are needed.
          args:
            - --dbname=$(DATABASE_URL)
            - --set=ON_ERROR_STOP=1
            - --command=DROP SCHEMA IF EXISTS <<schema=app>> CASCADE
${fromSecret("DATABASE_URL", "<<secret=shared-database>>", "<<key=url>>")}${smallResources}${containerSecurity}`.slice(
    1,
  ),
};
