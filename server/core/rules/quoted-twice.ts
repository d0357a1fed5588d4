import { isOwnKey } from "../catalogue/keys.ts";
import { actionsIn } from "../manifest/template.ts";
import type { Annotation } from "../manifest/manifest.ts";
import { wherever } from "../manifest/place.ts";
import { readAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

/** The quotes that functions of Helm templates write. */
const quotes: ReadonlyMap<string, "'" | '"'> = new Map([
  ["quote", '"'],
  ["squote", "'"],
]);

export const quotedTwice: Rule = {
  id: "quoted-twice",
  severity: "warning",
  summary: "A template that writes quotes inside of quotes breaks the value of an annotation.",
  docs: `
The functions \`quote\` and \`squote\` write the quotes themselves.
Inside of quotes of the same kind, the rendered file is not valid YAML, so Argo CD cannot generate the manifests.
Inside of other quotes, they become a part of the value, as in \`'"1"'\`, and Argo CD does not understand it.
In the template of an ApplicationSet, the quotes always become a part of the value.
`,
  // What a template does with texts of values is not known.
  places: wherever.filter((place) => place !== "values"),
  *check(subject) {
    for (const annotation of readAnnotations(subject)) {
      if (isOwnKey(annotation.key.text)) yield* findingsOn(subject, annotation);
    }
  },
  examples: [
    {
      title: "Quotes around the function quote",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/sync-wave: "{{ .Values.wave | quote }}"
    #                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "quote" writes quotes inside of these, so the rendered file is not valid YAML and Argo CD cannot generate the manifests. Remove the quotes around it.
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/sync-wave: {{ .Values.wave | quote }}
`,
    },
    {
      title: "Quotes inside of quotes",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: "'{{ .Values.hook }}'"
    #                        ^^^^^^^^^^^^^^^^^^^^^^ The inner quotes become a part of the value "'{{ .Values.hook }}'", so Argo CD does not understand it. Remove them.
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: "{{ .Values.hook }}"
`,
    },
    {
      title: "Either quotes or the function",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: {{ .Values.hook | quote }}
    argocd.argoproj.io/sync-wave: "{{ .Values.wave }}"
`,
    },
  ],
};

function* findingsOn(subject: Subject, annotation: Annotation): Generator<Finding> {
  const { value } = annotation;
  if (value.type !== "scalar" || value.scalarType !== "unknown" || annotation.merged) return;
  const outer = subject.text.charAt(value.span.start);
  if (outer !== '"' && outer !== "'") return;
  const names = actionsIn(subject.actions, value.span).map(({ span }) =>
    lastFunction(subject.text.slice(span.start, span.end)),
  );
  const name = names.find((it) => quotes.has(it));
  const inner = subject.text.slice(value.span.start + 1, value.span.end - 1);
  if (name === undefined) {
    if (!/^(?:'[^']*'|"[^"]*"|\\"[^"\\]*\\")$/.test(inner)) return;
    yield {
      span: valueSpan(subject, annotation),
      message: `The inner quotes become a part of the value ${shown(inner)}, so Argo CD does not understand it. Remove them.`,
      fixes: [
        {
          title: "Remove the inner quotes",
          edits: [
            {
              span: { start: value.span.start + 1, end: value.span.end - 1 },
              text: inner.startsWith("\\") ? inner.slice(2, -2) : inner.slice(1, -1),
            },
          ],
          preferred: true,
        },
      ],
    };
    return;
  }
  const isInvalid = quotes.get(name) === outer && subject.manifest.place !== "application template";
  yield {
    span: valueSpan(subject, annotation),
    message: isInvalid
      ? `${shown(name)} writes quotes inside of these, so the rendered file is not valid YAML and Argo CD cannot generate the manifests. Remove the quotes around it.`
      : `${shown(name)} writes quotes that become a part of the value, so Argo CD does not understand it. Remove ${subject.manifest.place === "application template" ? `"| ${name}"` : "the quotes around it"}.`,
    fixes: fixesFor(subject, annotation),
  };
}

/** The function that writes what an action of Go prints; "" in templates of other tools, whose `quote` may be another one. */
function lastFunction(action: string): string {
  const inner = action.slice(2, -2).replace(/^-/, "").replace(/-$/, "");
  if (!/(?:^|[\s(|])[.$]/.test(inner)) return "";
  const last = inner.slice(inner.lastIndexOf("|") + 1).trim();
  return last.split(/\s/, 1)[0] ?? "";
}

/** Only where the quotes hold one action and nothing else, as something else could mean anything without quotes. */
function fixesFor({ text, manifest, actions }: Subject, { value: { span } }: Annotation): Fix[] {
  const inner = { start: span.start + 1, end: span.end - 1 };
  const [only, ...others] = actionsIn(actions, span);
  const isWhole = only?.span.start === inner.start && only.span.end === inner.end && others.length === 0;
  if (!isWhole || manifest.place === "application template") return [];
  const edit = { span, text: text.slice(inner.start, inner.end) };
  return [{ title: "Remove the quotes around it", edits: [edit], preferred: true }];
}
