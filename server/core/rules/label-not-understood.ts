import { findLabel } from "../catalogue/labels.ts";
import { nodeAt } from "../manifest/node.ts";
import { isReadOn, valueSpan } from "../rule-kit/annotations.ts";
import type { Fix, Rule } from "../rule-kit/rule.ts";
import { replaceScalar } from "../edit/items.ts";
import { asPlainText, shown } from "../rule-kit/words.ts";

export const labelNotUnderstood: Rule = {
  id: "label-not-understood",
  severity: "warning",
  summary: "Argo CD does not find a Secret whose label has an unknown type.",
  docs: `
Argo CD finds the Secrets of its clusters, repositories and credentials by the label \`argocd.argoproj.io/secret-type\`.
It does not find a Secret with a value that it does not know.
`,
  *check(subject) {
    const labels = nodeAt(subject.manifest.node, "metadata", "labels");
    for (const entry of labels?.type === "map" ? labels.entries : []) {
      const { key, value, merged } = entry;
      const spec = findLabel(key.text);
      if (spec?.writer !== "people" || merged || value.type !== "scalar" || value.scalarType !== "string") continue;
      const problem = isReadOn(subject, spec) ? spec.value.check(value.text) : undefined;
      if (problem === undefined) continue;
      const { meant } = problem;
      const fix: Fix | undefined =
        meant === undefined
          ? undefined
          : {
              title: `Change to ${shown(meant)}`,
              edits: [replaceScalar(value, meant)],
              preferred: true,
            };
      yield {
        span: valueSpan(subject, entry),
        message: `${shown(value.text)} ${problem.reason}. ${asPlainText(spec.badValue)} ${meant === undefined ? `Write ${asPlainText(spec.value.description)}.` : `Did you mean ${shown(meant)}?`}`,
        fixes: fix === undefined ? [] : [fix],
      };
    }
  },
  examples: [
    {
      title: "A misspelt type",
      yaml: `
apiVersion: v1
kind: Secret
metadata:
  name: shop-repository
  labels:
    argocd.argoproj.io/secret-type: repositry
    #                               ^^^^^^^^^ "repositry" is none of "cluster", "repository", "repo-creds", "repository-write", "scm-creds", "repo-write-creds". Argo CD does not see the Secret. Did you mean "repository"?
`,
      fixed: `
apiVersion: v1
kind: Secret
metadata:
  name: shop-repository
  labels:
    argocd.argoproj.io/secret-type: repository
`,
    },
    {
      title: "A type that Argo CD knows",
      yaml: `
apiVersion: v1
kind: Secret
metadata:
  name: shop-repository
  labels:
    argocd.argoproj.io/secret-type: repository
`,
    },
  ],
};
