/** The parts that the Jobs of all snippets share. */

/** How the Pod of a hook runs: as an unprivileged user, and only once. */
export const podSecurity: string = `
      restartPolicy: Never
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10001
        seccompProfile:
          type: RuntimeDefault
`.slice(1);

/** What the container of a hook may not do. */
export const containerSecurity: string = `
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
`.slice(1);

/** An environment variable from a Secret. */
export function fromSecret(variable: string, name: string, key: string): string {
  return `
          env:
            - name: ${variable}
              valueFrom:
                secretKeyRef:
                  name: ${name}
                  key: ${key}
`.slice(1);
}

/** What a container is given, at least and at most. */
export function resources(cpu: readonly [string, string], memory: readonly [string, string]): string {
  return `
          resources:
            requests:
              cpu: ${cpu[0]}
              memory: ${memory[0]}
            limits:
              cpu: ${cpu[1]}
              memory: ${memory[1]}
`.slice(1);
}

/** Enough for a small tool. */
export const smallResources: string = resources(["10m", "100m"], ["64Mi", "128Mi"]);

/** What the clients of PostgreSQL are in. */
export const postgresImage = "postgres:17.6-alpine3.22";

/** Who keeps a hook after a sync, with what that means. */
export const chosenPolicy: string = `
    # A Job that failed stays, with its log, until the next sync replaces it.
    # With BeforeHookCreation alone, a Job that succeeded stays as well, and so does its log.
    argocd.argoproj.io/hook-delete-policy: <<policy=BeforeHookCreation,HookSucceeded|BeforeHookCreation>>
`.slice(1);
