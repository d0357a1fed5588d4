import {
  chosenPolicy,
  containerSecurity,
  fromSecret,
  podSecurity,
  postgresImage,
  resources,
  smallResources,
} from "./job.ts";
import type { SnippetSpec } from "./snippet.ts";

export const migrationJob: SnippetSpec = {
  prefix: "argocd-migration-job",
  title: "PreSync migration Job",
  summary: "Migrates a database before the new version is applied. If it fails, nothing of the new version is applied.",
  words: ["presync", "hook", "migrate", "database", "db", "schema"],
  body: `
# The Secret must be in the namespace before the first sync.
# A Secret of the same application is applied after this Job, unless it is a PreSync hook in an earlier wave.
apiVersion: batch/v1
kind: Job
metadata:
  name: <<name=db-migration>>
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "-1"
${chosenPolicy}spec:
  # The migration may run twice, so it has to continue where it stopped.
  backoffLimit: 1
  # Without a deadline, a Job that hangs would block the sync forever. It includes the wait for the database.
  activeDeadlineSeconds: <<deadline=600>>
  template:
    spec:
      automountServiceAccountToken: false
${podSecurity}      initContainers:
        - name: wait-for-database
          image: <<client=${postgresImage}>>
          # At most two minutes: 30 attempts, each with a pause.
          command:
            - sh
            - -c
            - |
              for attempt in $(seq 30); do
                pg_isready --timeout=2 --dbname="$DATABASE_URL" && exit 0
                sleep 2
              done
              exit 1
${fromSecret("DATABASE_URL", "<<secret=app-database>>", "<<key=url>>")}${smallResources}${containerSecurity}      containers:
        - name: migrate
          # The image of the new version, which knows the new schema.
          image: <<image=registry.example.com/app:1.0.0>>
          command: <<command=[alembic, upgrade, head]>>
${fromSecret("DATABASE_URL", "<<secret>>", "<<key>>")}${resources(["100m", "500m"], ["256Mi", "512Mi"])}${containerSecurity}          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir: {}
`.slice(1),
};
