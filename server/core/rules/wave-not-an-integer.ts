import { helmHookWeight } from "../catalogue/annotations/helm-hook-weight.ts";
import { syncWave } from "../catalogue/annotations/sync-wave.ts";
import { replaceValue } from "../edit/values.ts";
import { trimSpace } from "../sync/annotations.ts";
import { parseInteger } from "../sync/integer.ts";
import { type KnownAnnotation, behaviourWith, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import { onResources } from "../rule-kit/places.ts";
import type { Finding, Fix, Rule } from "../rule-kit/rule.ts";
import { shown, waveWords } from "../rule-kit/words.ts";

/** Mirrors `Wave` in gitops-engine/pkg/sync/syncwaves/waves.go. */
export const waveNotAnInteger: Rule = {
  id: "wave-not-an-integer",
  severity: "error",
  summary: "A sync wave that is not a whole number is ignored.",
  docs: `
A wave is a decimal whole number of at most 64 bits with an optional sign, without spaces, dots or exponents.
Argo CD silently ignores any other value and uses a valid weight in \`helm.sh/hook-weight\` instead, or else wave 0.
A block scalar that begins with \`|\` ends with a line break, which also makes the number invalid.
A hook weight is reported only if there is no valid sync wave, because Argo CD does not read it otherwise.
`,
  places: [...onResources, "template"],
  *check(subject) {
    for (const known of knownAnnotations(subject, syncWave, helmHookWeight)) {
      if (parseInteger(known.value.text) !== undefined) continue;
      if (known.spec === helmHookWeight && hasValidWave(known)) continue;
      yield findingOn(known);
    }
  },
  examples: [
    {
      title: "A space after the number",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-wave: "1 "
    #                             ^^^^ "1 " is not a whole number because of the whitespace, so Argo CD ignores it and uses wave 0. Remove the whitespace.
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-wave: "1"
`,
    },
    {
      title: "A word instead of a number",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-wave: "first"
    #                             ^^^^^^^ "first" is not a whole number, so Argo CD ignores it and uses wave 0. Write a whole number in quotes, such as "1".
`,
    },
    {
      title: "The hook weight in place of an invalid wave",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-wave: "1.0"
    #                             ^^^^^ "1.0" is not a whole number, so Argo CD ignores it and uses wave 5 (the hook weight). Write a whole number in quotes, such as "1".
    helm.sh/hook-weight: "5"
`,
    },
    {
      title: "Signs and leading zeros are fine",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-wave: "-05"
`,
    },
  ],
};

function hasValidWave({ subject }: KnownAnnotation): boolean {
  const { waveSource } = behaviourWith(subject);
  return waveSource === "sync-wave" || waveSource === "unknown";
}

function findingOn(known: KnownAnnotation): Finding {
  const { subject, annotation, value } = known;
  const trimmed = trimSpace(value.text);
  const used = waveWords(behaviourWith(subject, annotation));
  return {
    span: valueSpan(subject, annotation),
    message: `${faultOf(value.text)}, so Argo CD ignores it${used === undefined ? "" : ` and uses ${used}`}. ${adviceFor(value.text)}`,
    fixes: parseInteger(trimmed) === undefined ? guesses(known) : [changeTo(known, trimmed, { preferred: true })],
  };
}

function faultOf(text: string): string {
  const trimmed = trimSpace(text);
  if (trimmed === "") return "An empty value is not a whole number";
  if (parseInteger(trimmed) !== undefined) return `${shown(text)} is not a whole number because of the whitespace`;
  if (/^[+-]?[0-9]+$/.test(trimmed)) return `${shown(text)} does not fit into 64 bits`;
  return `${shown(text)} is not a whole number`;
}

function adviceFor(text: string): string {
  if (parseInteger(trimSpace(text)) !== undefined) return "Remove the whitespace.";
  return 'Write a whole number in quotes, such as "1".';
}

/** What may have been meant: the number in the text, or the wave that Argo CD uses now. */
function guesses(known: KnownAnnotation): Fix[] {
  const { subject, annotation, value } = known;
  const written = /[+-]?[0-9]+/.exec(value.text.normalize("NFKC").replace(/[\s_]/g, ""))?.[0];
  const used = behaviourWith(subject, annotation).wave?.toString();
  const numbers = [written, used].filter((it) => it !== undefined && parseInteger(it) !== undefined);
  return [
    ...[...new Set(numbers)].flatMap((number) => (number === undefined ? [] : [changeTo(known, number)])),
    ...removeEntry("Remove the annotation", subject, annotation),
  ];
}

function changeTo(known: KnownAnnotation, number: string, more: Pick<Fix, "preferred"> = {}): Fix {
  return { title: `Change to "${number}"`, edits: [replaceValue(known.subject, known.annotation, number)], ...more };
}
