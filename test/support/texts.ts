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
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"annotations":{',
    "\u{1F680}",
    "\uD83D",
    "é",
    "toString",
    "__proto__: a\n",
  ],
];

/** Texts that mock YAML, Helm templates and Argo CD annotations, as a user might leave them in the middle of typing. */
export const nastyText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, fc.string({ maxLength: 4, unit: "binary" })), {
    maxLength: 40,
  })
  .map((parts) => parts.join(""));

/** A text, and edits one after the other, each as fractions (0 to 1) of the text as it is then and the new piece. */
export const editedText: fc.Arbitrary<{ readonly text: string; readonly edits: readonly FractionalEdit[] }> = fc.record(
  {
    text: nastyText,
    edits: fc.array(
      fc.record({
        from: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.oneof(fc.constant(0), fc.nat({ max: 12 })),
        text: fc.oneof(fc.constant(""), fc.constantFrom(...pieces), nastyText),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  },
);

/** Replaces `length` units from that fraction of the text on. */
export interface FractionalEdit {
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

/** The offsets that an edit of fractions means in a text. */
export function spanIn(
  text: string,
  { from, length }: FractionalEdit,
): { readonly start: number; readonly end: number } {
  const start = Math.floor(from * text.length);
  return { start, end: Math.min(text.length, start + length) };
}
