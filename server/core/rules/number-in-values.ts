import { isOwnKey } from "../catalogue/keys.ts";
import { writeValue } from "../edit/values.ts";
import { readAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import type { Rule } from "../rule-kit/rule.ts";

/** Mirrors `toYAML` in pkg/engine/funcs.go of Helm, and `SetAppInstance` in util/argo/resource_tracking.go, which reads what a chart prints. */
export const numberInValues: Rule = {
  id: "number-in-values",
  severity: "information",
  summary: "A number or boolean among annotations in the values of a chart may not be a string in the manifest.",
  docs: `
Most charts print annotations from their values with \`toYaml\`, which leaves numbers and booleans as they are.
With annotation tracking, the default since Argo CD 3.0, one annotation that is not a string keeps Argo CD from generating the manifests of the whole application, so it syncs nothing.
What the templates of a chart in a registry do is not known, so this is only information; where they are in the workspace, \`unquoted-in-values\` knows.
Quotes around the value do no harm in any chart.
`,
  places: ["values"],
  yieldsTo: "unquoted-in-values",
  *check(subject) {
    for (const annotation of readAnnotations(subject)) {
      const { key, value, merged } = annotation;
      if (value.type !== "scalar" || !isOwnKey(key.text) || merged) continue;
      if (value.scalarType !== "number" && value.scalarType !== "boolean") continue;
      yield {
        span: valueSpan(subject, annotation),
        message: `If the chart prints these annotations with toYaml, as most charts do, the ${value.scalarType} ${value.text} is not a string there, and by default Argo CD cannot generate the manifests of the application. Put it in quotes.`,
        fixes: [
          {
            title: "Put the value in quotes",
            edits: [writeValue(subject.text, annotation, JSON.stringify(value.text))],
            preferred: true,
          },
        ],
      };
    }
  },
  examples: [
    {
      title: "A wave in the values of a chart",
      yaml: `
job:
  annotations:
    argocd.argoproj.io/sync-wave: 5
    #                             ^ If the chart prints these annotations with toYaml, as most charts do, the number 5 is not a string there, and by default Argo CD cannot generate the manifests of the application. Put it in quotes.
`,
      fixed: `
job:
  annotations:
    argocd.argoproj.io/sync-wave: "5"
`,
    },
    {
      title: "Values that are texts",
      yaml: `
job:
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: '5'
`,
    },
  ],
};
