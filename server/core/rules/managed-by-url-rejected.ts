import { managedByUrl } from "../catalogue/annotations/managed-by-url.ts";
import { replaceValue } from "../edit/values.ts";
import { isReadOn, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

/** Mirrors `ValidateManagedByURL` in util/argo/argo.go. */
export const managedByUrlRejected: Rule = {
  id: "managed-by-url-rejected",
  severity: "error",
  summary: "A managed-by-url that is not a web address makes the Application invalid.",
  docs: `
\`argocd.argoproj.io/managed-by-url\` is the only annotation that Argo CD validates.
If the URL is not an \`http\` or \`https\` URL, the Application gets the condition \`InvalidSpecError\` and is no longer synced.
`,
  places: ["resource", "application template"],
  *check(subject) {
    if (!isReadOn(subject, managedByUrl)) return;
    for (const known of knownAnnotations(subject, managedByUrl)) {
      const { annotation, value } = known;
      const problem = managedByUrl.value.check(value.text);
      if (problem === undefined) continue;
      const { meant } = problem;
      yield {
        span: valueSpan(subject, annotation),
        message: `${shown(value.text)} ${problem.reason}, so Argo CD considers the Application invalid and does not sync it. ${meant === undefined ? "Write the complete URL, or remove the annotation." : `Did you mean ${shown(meant)}?`}`,
        fixes: [
          ...(meant === undefined
            ? []
            : [
                {
                  title: `Change to ${shown(meant)}`,
                  edits: [replaceValue(known.subject, known.annotation, meant)],
                  preferred: true,
                },
              ]),
          ...removeEntry("Remove the annotation", subject, annotation),
        ],
      };
    }
  },
  examples: [
    {
      title: "A URL without its scheme",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/managed-by-url: argocd.example.com
    #                                  ^^^^^^^^^^^^^^^^^^ "argocd.example.com" is not a URL that begins with "http://" or "https://", so Argo CD considers the Application invalid and does not sync it. Write the complete URL, or remove the annotation.
`,
    },
    {
      title: "A complete URL",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/managed-by-url: https://argocd.example.com
`,
    },
  ],
};
