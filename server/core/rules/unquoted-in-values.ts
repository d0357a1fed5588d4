import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import { foundInPrinted, inOtherValues, valuesBeside } from "../rule-kit/printed-annotations.ts";

/** Mirrors `SetAppInstance` in util/argo/resource_tracking.go, which reads the annotations of each rendered manifest, and `toYAML` in pkg/engine/funcs.go of Helm. */
export const unquotedInValues: ApplicationRule = {
  id: "unquoted-in-values",
  scope: "application",
  severity: "warning",
  summary: "A value of a chart that a template prints as an annotation is not a string there.",
  docs: `
A template that prints values with \`toYaml\` leaves their types as they are, so a wave without quotes in \`values.yaml\` is a number in the manifest.
One that prints a value as it is, \`sync-wave: {{ .Values.wave }}\`, makes a number of it even where the values have quotes.
With annotation tracking, the default since Argo CD 3.0, one annotation that is not a string keeps Argo CD from generating the manifests of the whole application, so it syncs nothing.
The same goes for annotations that are a text in the values, which \`toYaml\` prints as one string.
The chart is rendered with the values that Argo CD will use, as far as they are in the workspace, and only what it prints below \`annotations\` is reported.
Files of values beside the chart that no Application here names are read like those that take their place.
Put the value in quotes, or add \`| quote\` to the template.
`,
  *check({ application }) {
    const files = new Map(application.files.map((file) => [file.name, file]));
    const documents = new Set(application.members.flatMap(({ printed }) => printed ?? []));
    const found = [...documents].flatMap((printed) => foundInPrinted(printed, files));
    const beside = valuesBeside(application);
    // One value may be printed in many templates.
    const said = new Set<string>();
    for (const one of [...found, ...found.flatMap((it) => inOtherValues(it, beside))]) {
      const key = `${one.fileName} ${one.span.start} ${one.withdraws === true ? "" : one.message}`;
      if (!said.has(key)) yield one;
      said.add(key);
    }
  },
  examples: [
    {
      title: "A wave that a template prints with toYaml",
      files: {
        "Chart.yaml": `
apiVersion: v2
name: shop
version: 1.0.0
`,
        "templates/job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    {{- toYaml .Values.migration.annotations | nindent 4 }}
`,
        "values.yaml": `
migration:
  annotations:
    argocd.argoproj.io/sync-wave: -2
    #                             ^^ The number -2 is not a string in the annotations that "templates/job.yaml" prints with toYaml, so by default Argo CD cannot generate the manifests of the application and syncs none of it. Put it in quotes.
`,
      },
    },
    {
      title: "A wave that a template prints without quotes",
      files: {
        "Chart.yaml": `
apiVersion: v2
name: shop
version: 1.0.0
`,
        "templates/job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/sync-wave: {{ .Values.wave }}
    #                             ^^^^^^^^^^^^^^^^^^ "{{ .Values.wave }}" prints the number 3, not a string, so by default Argo CD cannot generate the manifests of the application and syncs none of it. Add "| quote".
`,
        "values.yaml": `
wave: "3"
`,
      },
    },
    {
      title: "A wave that the template puts in quotes",
      files: {
        "Chart.yaml": `
apiVersion: v2
name: shop
version: 1.0.0
`,
        "templates/job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/sync-wave: {{ .Values.migration.wave | quote }}
`,
        "values.yaml": `
migration:
  wave: -2
`,
      },
    },
  ],
};
