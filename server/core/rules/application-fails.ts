import type { Application } from "../application/application.ts";
import type { ManifestDocument } from "../manifest/document.ts";
import type { ManifestFile } from "../manifest/file.ts";
import { derive } from "../memo.ts";
import type { ApplicationFinding, ApplicationRule } from "../rule-kit/application-rule.ts";

export const applicationFails: ApplicationRule = {
  id: "application-fails",
  scope: "application",
  severity: "error",
  summary: "Argo CD cannot generate the manifests of the application, so it syncs none of it.",
  byHand: "what was meant instead of what makes it fail",
  docs: `
One mistake can stop a whole application: a missing file that a kustomization names, invalid YAML, a manifest without a kind, an Application with the options of several tools.
Argo CD then reports a ComparisonError and applies nothing, not even the manifests that are right.
In a plain folder, Argo CD passes over a YAML file that does not begin with a manifest, unless \`apiVersion:\`, \`kind:\` and \`metadata:\` are all in it.
It passes over no \`.json\` file: each has to be one object with a kind, so leave others out with \`spec.source.directory.exclude\`.
The finding is on the line that causes it.
If no Application deploys a folder, files in it that do not look like manifests are not reported, because they may belong to another tool.
Nothing is reported either if none of its manifests has an annotation of Argo CD: Helm's hooks are also in folders that people apply by hand.
Annotations of Argo CD that are not strings have rules of their own.
Of invalid YAML, only what Argo CD refuses for certain is reported; the rest is left to the YAML support of the editor.
`,
  *check({ application }) {
    if (!isForArgoCd(application)) return;
    const files = new Map(application.files.map(({ name, file }) => [name, file]));
    for (const path of new Set(application.failures.map(({ location }) => location.path))) {
      const file = files.get(path);
      if (file !== undefined) yield* failuresIn(application, path, file);
    }
  },
  examples: [
    {
      title: "A manifest without a kind",
      files: {
        "app.yaml": `
apiVersion: v1
kind: ConfigMap
metadata:
  name: app
  annotations:
    argocd.argoproj.io/sync-wave: "1"
---
apiVersion: v1
#^^^^^^^^^^^^^^ A manifest must have a "kind". Argo CD cannot generate the manifests, so it syncs nothing of this application.
metadata:
  name: settings
`,
      },
    },
    {
      title: "A folder that nobody needs Argo CD for",
      files: {
        "app.yaml": `
apiVersion: v1
kind: Pod
metadata:
  name: app
  annotations:
    helm.sh/hook: test
---
apiVersion: v1
metadata:
  name: settings
`,
      },
    },
    {
      title: "Every manifest has a kind",
      files: {
        "app.yaml": `
apiVersion: v1
kind: ConfigMap
metadata:
  name: app
  annotations:
    argocd.argoproj.io/sync-wave: "1"
`,
      },
    },
  ],
};

/** Whether an Application or an annotation of Argo CD itself says that Argo CD has to generate these manifests. */
function isForArgoCd({ declared, files }: Application): boolean {
  return declared || files.some(({ file }) => file.documents.some((document) => derive(document, namesArgoCd)));
}

function namesArgoCd({ text }: ManifestDocument): boolean {
  return text.includes("argocd.argoproj.io/");
}

/** What makes an application fail and is in one file, which may be the file of its Application object. */
export function* failuresIn(
  { failures }: Application,
  fileName: string,
  file: ManifestFile,
): Generator<ApplicationFinding> {
  for (const { message, location, about } of failures) {
    if (about !== undefined || location.path !== fileName) continue;
    yield {
      ...{ fileName, file, span: { start: location.offset, end: location.end } },
      message: `${message} Argo CD cannot generate the manifests, so it syncs nothing of this application.`,
      related: [],
      fixes: () => [],
    };
  }
}
