import fc from "fast-check";

/** Pieces of text out of which trouble is made: what opens without closing, what starts documents, what looks like ours. */
const pieces: readonly string[] = [
  ...[
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "    ",
    "\t",
    "---",
    "---\n",
    "...\n",
    "\uFEFF",
    "\u0000",
    "\u0085",
    "\u2028",
  ],
  ...[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    ": ",
    "- ",
    "? ",
    "#",
    " # note",
    "|",
    ">-\n",
    "'",
    '"',
    "\\",
    "&a ",
    "*a",
    "<<: *a\n",
  ],
  ...[
    "!!str ",
    "!x ",
    "%YAML 1.1\n",
    "@",
    "`",
    "{{",
    "}}",
    "{{-",
    "-}}",
    "{{/*",
    "*/}}",
    "*/",
    "{{ end }}",
    "{{ else }}\n",
  ],
  ...[
    "{{ if .x }}\n",
    "{{ range .x }}",
    '{{ include "a" . | nindent 4 }}\n',
    "{{ .Values.wave | quote }}",
    "${WAVE}",
    "<path:a>",
  ],
  ...[
    "apiVersion: v1\n",
    "apiVersion: batch/v1\nkind: Job\n",
    "kind: ",
    "kind: List\nitems:\n",
    "items: [",
    "metadata:\n",
  ],
  ...[
    "  name: a\n",
    "  generateName: a-\n",
    "  namespace: b\n",
    "  labels:\n",
    "  annotations:\n",
    "  annotations: *a\n",
  ],
  ...[
    "    argocd.argoproj.io/sync-wave: ",
    "    argocd.argoproj.io/hook: ",
    "    argocd.argoproj.io/hook-delete-policy: ",
  ],
  ...[
    "    argocd.argoproj.io/sync-options: ",
    "    helm.sh/hook: ",
    "    helm.sh/hook-weight: ",
    "argocd.argoproj.io/",
  ],
  ...[
    '"5"',
    "5",
    "-1",
    "99999999999999999999",
    "yes",
    "~",
    "PreSync",
    "PreSync,PostSync",
    "Skip",
    "pre-install",
    "Prune=false",
  ],
  ...[
    "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec:\n  template:\n  ",
    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
    "commonAnnotations:\n",
    "labels:\n- pairs:\n",
    "configMapGenerator:\n- options:\n",
    "patches:\n- patch: |\n",
    "- op: add\n  path: /metadata/annotations/argocd.argoproj.io~1hook\n  value: ",
    "values: |\n",
    "extraObjects: [",
    '{{ define "a" }}\n',
    "# argocd-annotations-ignore-next-line ",
    "# argocd-annotations-ignore-file ",
  ],
  ...[
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"annotations":{',
    "\u{1F680}",
    "\uD83D",
    "é",
    "toString",
    "__proto__: a\n",
  ],
];

const piece: fc.Arbitrary<string> = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...pieces) },
  { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: "binary" }) },
);

const soup = fc.array(piece, { maxLength: 40, size: "max" }).map((parts) => parts.join(""));

const yaml = `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: # note
    argocd.argoproj.io/hook: PreSync, Postsync
    argocd.argoproj.io/hook-deletion-policy: "HookSucceeded"
    argocd.argoproj.io/sync-wave: 5
    argocd.argoproj.io/sync-options: >-
      Prune=False,
      Replace=true
  labels: &labels {argocd.argoproj.io/sync-wave: "1"}
spec: {template: {metadata: {annotations: {<<: *labels, helm.sh/hook: test}}}}
`;
const json = `{"apiVersion": "v1", "kind": "List", "items": [
  {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a", "annotations": {"argocd.argoproj.io/sync-wave": "first"}}},
  {"apiVersion": "v1", "kind": "Secret", "metadata": {"generateName": "a-", "annotations": {"helm.sh/hook": "pre-instal"}}}
]}
`;
const chart = `{{- if .Values.job }}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "name" . }}
  annotations:
    {{- with .Values.annotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    helm.sh/hook-weight: {{ .Values.weight | quote }}
    argocd.argoproj.io/hook: presync
{{- end }}
`;

/** Replaces `length` units from that fraction of the text on. */
export interface FractionalEdit {
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

const edits: fc.Arbitrary<readonly FractionalEdit[]> = fc.array(
  fc.record({
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(fc.constant(0), fc.nat({ max: 12 })),
    text: fc.oneof(fc.constant(""), piece, soup),
  }),
  { maxLength: 6, size: "max" },
);

const damaged = fc
  .tuple(fc.constantFrom(yaml, json, chart, `${yaml}---\n${chart}`, yaml.replaceAll("\n", "\r\n")), edits)
  .map(([text, changes]) => changes.reduce(applyEdit, text));

function applyEdit(text: string, edit: FractionalEdit): string {
  const { start, end } = spanIn(text, edit);
  return text.slice(0, start) + edit.text + text.slice(end);
}

/** Texts that mock YAML, Helm templates and Argo CD annotations, as a user might leave them in the middle of typing. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(soup, damaged);

/** A text, and edits of it one after the other. */
export const editedText: fc.Arbitrary<{ readonly text: string; readonly edits: readonly FractionalEdit[] }> = fc.record(
  {
    text: nastyText,
    edits,
  },
);

/** The offsets that an edit of fractions means in a text. */
export function spanIn(
  text: string,
  { from, length }: FractionalEdit,
): { readonly start: number; readonly end: number } {
  const start = Math.floor(from * text.length);
  return { start, end: Math.min(text.length, start + length) };
}
