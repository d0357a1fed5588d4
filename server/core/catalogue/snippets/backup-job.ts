import { chosenPolicy, containerSecurity, fromSecret, podSecurity, postgresImage, resources } from "./job.ts";
import type { SnippetSpec } from "./snippet.ts";

export const backupJob: SnippetSpec = {
  prefix: "argocd-backup-job",
  title: "PreSync backup Job",
  summary:
    "Saves a database before it is migrated, in an earlier wave. If that fails, the sync stops before the migration.",
  words: ["presync", "hook", "database", "db", "dump", "pgdump"],
  body: `
# The Secret must be in the namespace before the first sync.
# A Secret of the same application is applied after this Job, unless it is a PreSync hook in an earlier wave.
# The PersistentVolumeClaim must be there too, so it must not be a part of the application.
# Do not make it a hook: each sync would delete it, with all backups.
apiVersion: batch/v1
kind: Job
metadata:
  name: <<name=db-backup>>
  annotations:
    argocd.argoproj.io/hook: PreSync
    # Before a migration in wave -1.
    argocd.argoproj.io/sync-wave: "-2"
${chosenPolicy}spec:
  backoffLimit: 1
  # Without a deadline, a Job that hangs would block the sync forever.
  activeDeadlineSeconds: <<deadline=1800>>
  template:
    spec:
      automountServiceAccountToken: false
${podSecurity}        # The volume has to be writable for this user.
        fsGroup: 10001
      containers:
        - name: backup
          # pg_dump refuses a server that is newer than itself.
          image: <<image=${postgresImage}>>
          # Each sync adds a file, so delete old ones elsewhere.
          command:
            - sh
            - -c
            - |
              set -eu
              umask 077
              file="/backup/$(date +%Y%m%d-%H%M%S).dump"
              # Only a complete backup gets its name.
              pg_dump --format=custom --file="$file.part" --dbname="$DATABASE_URL"
              mv "$file.part" "$file"
${fromSecret("DATABASE_URL", "<<secret=app-database>>", "<<key=url>>")}${resources(["100m", "500m"], ["128Mi", "512Mi"])}${containerSecurity}          volumeMounts:
            - name: backup
              mountPath: /backup
      volumes:
        - name: backup
          persistentVolumeClaim:
            claimName: <<claim=db-backups>>
`.slice(1),
};
