import type { ManifestDocument } from "../manifest/file.ts";
import type { Finding, Rule } from "../rule-kit/rule.ts";

export const documentNotRead: Rule = {
  id: "document-not-read",
  severity: "error",
  summary:
    "A document that is too large, nested too deeply or has hidden line breaks is not read, so nothing is said about it.",
  byHand: "how a document is best divided",
  docs: `
Everything is answered within seconds, so a few documents that only a machine would write are left out: a file with more than 50,000 documents or millions of values, collections that are nested more than 200 levels deep, aliases that stand for other aliases again and again, or more than a million characters that are not plain YAML or JSON.
The same goes for line breaks that Argo CD knows and editors do not show as such, U+0085, U+2028, U+2029 and a carriage return alone: behind one of them, what looks like a comment may be a field.
Argo CD may well read such a document, but neither findings nor the sync plan take it into account.
Split it, or write out what its aliases stand for.
`,
  // It is about a document without any manifests: see `refusalOf`.
  check: () => [],
  examples: [
    {
      title: "Aliases of aliases",
      yaml: `
apiVersion: v1
#^^^^^^^^^^^^^^ This document is not read because its aliases stand for too many values, so nothing is known about what is in it. Split it, or write it more simply.
kind: ConfigMap
metadata:
  name: laughs
  annotations:
    argocd.argoproj.io/sync-wave: "1"
data:
  a: &a [x, x, x, x, x, x, x, x, x, x]
  b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
  c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
  d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
  e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
`,
    },
    {
      title: "A few aliases",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: defaults
  annotations:
    argocd.argoproj.io/sync-wave: "1"
data:
  a: &a text
  b: *a
`,
    },
  ],
};

/** The finding on a document that is not read; `undefined` for any other. It is on the first line that is not a comment or a marker. */
export function refusalOf({ text, parsed: { refusal } }: ManifestDocument): Finding | undefined {
  if (refusal === undefined) return undefined;
  const first = /^(?!---|[ \t]*(?:#|\r?$))[^\r\n]+/m.exec(
    // For a pattern a line would end at these, which it does not for an editor.
    text.slice(0, mostSearched).replaceAll(/[\u2028\u2029]/g, " "),
  );
  const start = first?.index ?? 0;
  return {
    span: { start, end: start + (first?.[0].trimEnd().length ?? 0) },
    message: `This document is not read because ${refusal}, so nothing is known about what is in it. Split it, or write it more simply.`,
  };
}

/** How many characters may stand before the first line of content that a finding is on. */
const mostSearched = 10_000;
