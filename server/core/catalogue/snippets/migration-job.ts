import { containerSecurity, podSecurity } from "./job.ts";
import type { SnippetSpec } from "./snippet.ts";

export const migrationJob: SnippetSpec = {
  prefix: "argocd-migration-job",
  title: "PreSync migration Job",
  summary: "Migrates a database before the new version is applied. If it fails, nothing of the new version is applied.",
  body: `
# The Secret must be in the namespace before the first sync: a Secret of the same application is applied after this Job.
apiVersion: batch/v1
kind: Job
metadata:
  name: <<name=db-migration>>
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "-1"
    # After a failed sync the Job stays, with its log; the next sync replaces it.
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
spec:
  backoffLimit: 1
  # Without a deadline, a Job that hangs would block the sync forever.
  activeDeadlineSeconds: <<deadline=600>>
  template:
    spec:
      automountServiceAccountToken: false
${podSecurity}      containers:
        - name: migrate
          image: <<image=registry.example.com/app:1.0.0>>
          command: <<command=[alembic, upgrade, head]>>
          env:
            - name: PGHOST
              valueFrom:
                secretKeyRef:
                  name: <<secret=db-secrets>>
                  key: host
            - name: PGUSER
              valueFrom:
                secretKeyRef:
                  name: <<secret>>
                  key: username
            - name: PGPASSWORD
              valueFrom:
                secretKeyRef:
                  name: <<secret>>
                  key: password
          resources:
            requests:
              cpu: 100m
              memory: 256Mi
            limits:
              cpu: 500m
              memory: 512Mi
${containerSecurity}`.slice(1),
};
