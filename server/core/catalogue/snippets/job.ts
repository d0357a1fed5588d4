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

/** A container that sends one message to a chat; the kubelet fills in the address. */
export function messageContainer(name: string, text: string): string {
  return `
      containers:
        - name: ${name}
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
            - '{"text": "${text}"}'
            - $(WEBHOOK_URL)
          env:
            - name: WEBHOOK_URL
              valueFrom:
                secretKeyRef:
                  name: <<secret=slack-webhook>>
                  key: <<key=webhook-url>>
${smallResources}${containerSecurity}`.slice(1);
}

/** Enough for curl. */
export const smallResources: string = `
          resources:
            requests:
              cpu: 10m
              memory: 64Mi
            limits:
              cpu: 100m
              memory: 128Mi
`.slice(1);
