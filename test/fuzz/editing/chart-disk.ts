import type { Random } from "../random.ts";

/** A repository with a chart that has another one inside, and Applications that give values to it in several ways. */
export const chartFiles: Readonly<Record<string, string>> = {
  "apps/prod.yaml": `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: prod
spec:
  destination: {namespace: prod}
  source:
    path: chart
    repoURL: https://example.com/shop.git
    helm:
      valueFiles: [prod.yaml]
      valuesObject:
        wave: 2
      parameters:
        - {name: cache.enabled, value: "true"}
`,
  "chart/Chart.yaml": `apiVersion: v2
name: shop
version: 1.0.0
dependencies:
  - {name: cache, version: 1.0.0, repository: "file://charts/cache", condition: cache.enabled}
`,
  "chart/values.yaml": `name: shop
wave: 1
hook: PreSync
list: [a, b]
cache: {enabled: false, wave: 4}
`,
  "chart/prod.yaml": "name: prod\nlist: [c]\n",
  "chart/templates/_helpers.tpl": `{{- define "annotations" -}}
argocd.argoproj.io/sync-wave: {{ .Values.wave | quote }}
{{- end }}
`,
  "chart/templates/job.yaml": `apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .Values.name }}-migrate
  annotations:
    argocd.argoproj.io/hook: {{ .Values.hook }}
    {{- include "annotations" . | nindent 4 }}
`,
  "chart/templates/all.yaml": `{{- range .Values.list }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ . }}
  annotations: {{- include "annotations" $ | nindent 4 }}
{{- end }}
{{- if .Capabilities.APIVersions.Has "example.com/v1" }}
---
apiVersion: example.com/v1
kind: Widget
metadata: {name: {{ randAlpha 5 }}}
{{- end }}
`,
  "chart/charts/cache/Chart.yaml": "apiVersion: v2\nname: cache\nversion: 1.0.0\n",
  "chart/charts/cache/templates/cache.yaml": `apiVersion: v1
kind: Service
metadata:
  name: cache
  annotations: {argocd.argoproj.io/sync-wave: "{{ .Values.wave }}"}
`,
};

const snippets: readonly string[] = [
  '{{ $_ := set .Values "wave" 7 }}\n',
  '{{ $_ := set (dict "a" 1) "b" 2 }}\n',
  "{{ if .Values.list }}\nx: 1\n{{ end }}\n",
  '{{ define "annotations" }}argocd.argoproj.io/sync-wave: "9"{{ end }}\n',
  '{{ include "annotations" . }}\n',
  '{{ fail "no" }}\n',
  "{{ now }}\n",
  '{{ tpl "{{ .Values.name }}" . }}\n',
  "wave: 3\n",
  "cache: {enabled: true}\n",
  "list: [x, y, z]\n",
  "{{ range .Values.list }}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: s-{{ . }}}\n{{ end }}\n",
];

/** Something that people would paste into a file of a chart. */
export function chartSnippet(random: Random): string {
  return random.oneIn(4) ? random.pick(Object.values(chartFiles)) : random.pick(snippets);
}
