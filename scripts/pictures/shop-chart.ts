/** A chart that two Applications deploy with values of their own, as a picture shows it: its files by their paths. */
export const shopChart: Readonly<Record<string, string>> = {
  "apps/dev.yaml": application("dev", "{}"),
  "apps/prod.yaml": application("prod", "{ valueFiles: [prod.yaml] }"),
  "shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
  "shop/prod.yaml": "migration:\n  wave: -5\nmetrics:\n  enabled: true\n",
  "shop/values.yaml": "migration:\n  wave: -1\n  databases: [orders, customers]\nmetrics:\n  enabled: false\n",
  "shop/templates/migrate.yaml": `{{- range .Values.migration.databases }}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate-{{ . }}
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: {{ $.Values.migration.wave | quote }}
spec:
  activeDeadlineSeconds: 600
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example.com/migrate:1.4
          args: [{{ . | quote }}]
{{- end }}
{{- if .Values.metrics.enabled }}
---
apiVersion: v1
kind: Service
metadata:
  name: metrics
spec:
  ports: [{ port: 9090 }]
{{- end }}
`,
};

function application(name: string, helm: string): string {
  const source = `{ repoURL: https://git.example.com/shop.git, path: shop, targetRevision: main, helm: ${helm} }`;
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: ${name} }\nspec:\n  project: default\n  source: ${source}\n  destination: { server: https://kubernetes.default.svc, namespace: ${name} }\n`;
}
