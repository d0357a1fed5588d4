/** A chart that two Applications deploy, by absolute path. */
export const chartOfShop: Readonly<Record<string, string>> = {
  "/repo/.git/HEAD": "ref: refs/heads/main\n",
  "/repo/apps/prod.yaml": application(
    "prod",
    "valueFiles: [values-prod.yaml]\n      valuesObject:\n        image: shop:2",
  ),
  "/repo/apps/dev.yaml": application("dev", "releaseName: dev"),
  "/repo/chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
  "/repo/chart/values.yaml": ["image: shop:1", "wave: 1", "jobs:", "  - name: migrate", "  - name: seed", ""].join(
    "\n",
  ),
  "/repo/chart/values-prod.yaml": "wave: 5\n",
  "/repo/chart/templates/_helpers.tpl":
    '{{- define "shop.labels" -}}\napp: {{ .Release.Name }}\nwave: w{{ .Values.wave }}\n{{- end -}}\n',
  "/repo/chart/templates/jobs.yaml": [
    "{{- range .Values.jobs }}",
    "---",
    "apiVersion: batch/v1",
    "kind: Job",
    "metadata:",
    "  name: {{ .name }}",
    "  annotations:",
    "    argocd.argoproj.io/sync-wave: {{ $.Values.wave | quote }}",
    '  labels: {{- include "shop.labels" $ | nindent 4 }}',
    "spec:",
    "  image: {{ $.Values.image }}",
    "  token: {{ randAlphaNum 8 }}",
    "  pull: {{ $.Values.pull }}",
    "{{- end }}",
    '{{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}',
    "---",
    "apiVersion: monitoring.coreos.com/v1",
    "kind: ServiceMonitor",
    "metadata: { name: shop }",
    "{{- end }}",
    "",
  ].join("\n"),
};

function application(name: string, helm: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${name}
spec:
  destination:
    namespace: ${name}
  source:
    path: chart
    helm:
      ${helm}
`;
}
