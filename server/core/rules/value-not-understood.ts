import type { AnnotationSpec } from "../catalogue/annotation.ts";
import { managedByUrl } from "../catalogue/annotations/managed-by-url.ts";
import { replaceValue } from "../edit/values.ts";
import { wherever } from "../manifest/place.ts";
import { allKnown, isReadOn, type KnownAnnotation, valueSpan } from "../rule-kit/annotations.ts";
import { changeTo, itemsOf } from "../rule-kit/items.ts";
import { hasRulesOfItsOwn } from "../rule-kit/judged-elsewhere.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { asPlainText, shown } from "../rule-kit/words.ts";

export const valueNotUnderstood: Rule = {
  id: "value-not-understood",
  severity: "warning",
  summary: "A value in the wrong format is ignored.",
  docs: `
Argo CD does not check values when it applies a manifest: it silently ignores a value that it does not understand, or reads it as something else.
Some switches are on only with exactly \`true\`; \`True\` and \`yes\` leave them off.
Waves, hook types, delete policies and options have their own rules.
`,
  places: wherever,
  *check(subject) {
    for (const known of judgedAnnotations(subject)) {
      if (known.spec !== managedByUrl) yield* findingsOn(known);
    }
  },
  examples: [
    {
      title: "Only the exact word works",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/ignore-healthcheck: "True"
    #                                      ^^^^^^ "True" is not "true". Any value other than "true" is ignored, so the health of the resource affects the application. Did you mean "true"?
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/ignore-healthcheck: "true"
`,
    },
    {
      title: "Neither true nor false",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/skip-reconcile: enabled
    #                                  ^^^^^^^ "enabled" is neither "true" nor "false". A value that is neither "true" nor "false" is treated as "false". Write "true" or "false".
`,
    },
    {
      title: "Another spelling of true that Argo CD accepts",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/skip-reconcile: "T"
`,
    },
  ],
};

/** The annotations whose values no other rule checks, on objects on which Argo CD reads them. */
function judgedAnnotations(subject: Subject): KnownAnnotation[] {
  return allKnown(subject).filter(
    ({ spec }) => spec.writer === "people" && !hasRulesOfItsOwn(spec) && isReadOn(subject, spec),
  );
}

function* findingsOn(known: KnownAnnotation): Generator<Finding> {
  const { subject, annotation, value, spec } = known;
  if (spec.value.type === "list") {
    yield* itemFindings(known);
    return;
  }
  const problem = spec.value.check(value.text);
  if (problem === undefined) return;
  yield {
    span: valueSpan(subject, annotation),
    message: `${sentence(value.text, problem.reason)} ${asPlainText(spec.badValue)} ${adviceFor(spec, problem.meant)}`,
    fixes: fixesFor(known, problem.meant),
  };
}

function* itemFindings(known: KnownAnnotation): Generator<Finding> {
  const { value, badValue } = known.spec;
  if (value.type !== "list") return;
  for (const item of itemsOf(known)) {
    const problem = value.check(item.text);
    if (problem === undefined) continue;
    yield {
      span: item.span,
      message: `${shown(item.text)} is not a ${value.itemName}. ${asPlainText(badValue)} ${adviceFor(known.spec, problem.meant)}`,
      fixes: [
        ...changeTo(known, item, problem.meant),
        ...removeEntry("Remove the annotation", known.subject, known.annotation),
      ],
    };
  }
}

function sentence(text: string, reason: string): string {
  return text === "" ? `The value ${reason}.` : `${shown(text)} ${reason}.`;
}

function adviceFor({ value }: AnnotationSpec, meant: string | undefined): string {
  if (meant !== undefined) return `Did you mean ${shown(meant)}?`;
  return `Write ${asPlainText(value.description)}.`;
}

function fixesFor(known: KnownAnnotation, meant: string | undefined): Fix[] {
  const remove = removeEntry("Remove the annotation", known.subject, known.annotation);
  if (meant === undefined) return [...choices(known), ...remove];
  return [
    {
      title: `Change to ${shown(meant)}`,
      edits: [replaceValue(known.subject, known.annotation, meant)],
      preferred: true,
    },
    ...remove,
  ];
}

/** The most values among which a fix lets people choose; more would be a page of fixes. */
const mostChoices = 4;

/** A fix for each value that there is, where those are few. */
function choices({ subject, annotation, spec }: KnownAnnotation): Fix[] {
  const { type, items } = spec.value;
  if ((type !== "flag" && type !== "choice") || items.length > mostChoices) return [];
  return items.map(({ value }) => ({
    title: `Change to ${shown(value)}`,
    edits: [replaceValue(subject, annotation, value)],
  }));
}
