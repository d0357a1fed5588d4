import type { ItemSpec } from "../catalogue/annotation.ts";
import { wherever } from "../manifest/place.ts";
import { changeTo, hasItem, removeItems, separateByCommas, splitAtOtherSeparators } from "../rule-kit/items.ts";
import { unknownListedOptions } from "../rule-kit/unknown-listed-options.ts";
import { type WrittenOption, writtenOptions } from "../rule-kit/option-reading.ts";
import type { Finding, Fix, Rule } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

/**
 * Mirrors `HasAnnotationOption` in gitops-engine/pkg/sync/resource/annotations.go and `HasOption` in
 * pkg/apis/application/v1alpha1/types.go.
 */
export const unknownOption: Rule = {
  id: "unknown-option",
  severity: "warning",
  summary: "Argo CD ignores sync options and compare options that are not spelt exactly.",
  docs: `
Argo CD compares each item of the list with the options that it knows, including case and spaces, and silently ignores the others.
\`SkipPrune\`, \`ApplyOnly\` and similar names have never been options.
In \`spec.syncPolicy.syncOptions\` of an Application, each option is a separate list item, and spaces around it matter.
`,
  places: wherever,
  *check(subject) {
    for (const option of writtenOptions(subject)) {
      const { reading } = option;
      if (reading.type === "misspelt" && !(reading.sure && reading.option.protects === true)) {
        yield misspeltFinding(option, reading);
      }
      if (reading.type === "unknown" && !separatesProtection(option)) yield unknownFinding(option);
    }
    yield* unknownListedOptions(subject);
  },
  examples: [
    {
      title: "A value in the wrong case",
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    argocd.argoproj.io/sync-options: Replace=True,Validate = false
    #                                ^^^^^^^^^^^^ "Replace=True" is not a sync option, so Argo CD ignores it. Did you mean "Replace=true"?
    #                                             ^^^^^^^^^^^^^^^^ "Validate = false" is not a sync option, so Argo CD ignores it. Did you mean "Validate=false"?
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    argocd.argoproj.io/sync-options: Replace=true,Validate=false
`,
    },
    {
      title: "An option that has never existed",
      yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    argocd.argoproj.io/sync-options: SkipPrune
    #                                ^^^^^^^^^ "SkipPrune" is not a sync option, so Argo CD ignores it. Did you mean "Prune=false"?
`,
    },
    {
      title: "Compare options are written without a value",
      yaml: `
apiVersion: v1
kind: Secret
metadata:
  name: generated
  annotations:
    argocd.argoproj.io/compare-options: IgnoreExtraneous=true
    #                                   ^^^^^^^^^^^^^^^^^^^^^ "IgnoreExtraneous=true" is not a compare option, so Argo CD ignores it. Did you mean "IgnoreExtraneous"?
`,
      fixed: `
apiVersion: v1
kind: Secret
metadata:
  name: generated
  annotations:
    argocd.argoproj.io/compare-options: IgnoreExtraneous
`,
    },
    {
      title: "The options of an Application are a list",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    syncOptions:
      - CreateNamespace=True
      # ^^^^^^^^^^^^^^^^^^^^ "CreateNamespace=True" is not a sync option, so Argo CD ignores it. Did you mean "CreateNamespace=true"?
      - PruneLast=true,ServerSideApply=true
      # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Argo CD does not split list items, so it ignores "PruneLast=true,ServerSideApply=true". Write a separate item for each option.
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    syncOptions:
      - CreateNamespace=true
      - PruneLast=true
      - ServerSideApply=true
`,
    },
    {
      title: "An option is a string",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    syncOptions:
      - CreateNamespace: true
      # ^^^^^^^^^^^^^^^^^^^^^ "CreateNamespace: true" is a mapping, but a sync option must be a string, so the API server rejects this Application. Write "CreateNamespace=true".
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    syncOptions:
      - CreateNamespace=true
`,
    },
    {
      title: "Retries are not a sync option",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    syncOptions:
      - Retry=true
      # ^^^^^^^^^^ "Retry=true" is not a sync option, so Argo CD ignores it. Remove it, or look up the right option.
`,
    },
    {
      title: "An empty list clears inherited options",
      yaml: `
apiVersion: v1
kind: Secret
metadata:
  name: generated
  annotations:
    argocd.argoproj.io/sync-options: ""
`,
    },
  ],
};

function misspeltFinding(
  { known, item }: WrittenOption,
  { option, sure }: { readonly option: ItemSpec; readonly sure: boolean },
): Finding {
  const meant = option.value;
  const isThere = hasItem(known, meant);
  const change = isThere ? [] : changeTo(known, item, meant);
  return {
    span: item.span,
    message: `${faultOf(known, item)} ${isThere ? "Remove it." : `Did you mean "${meant}"?`}`,
    fixes: [...(sure ? change : change.map(asGuess)), ...removal(known, item)],
  };
}

function unknownFinding({ known, item }: WrittenOption): Finding {
  const words = wordsOf(known);
  const isSeparated = splitAtOtherSeparators(item.text, words) !== undefined;
  return {
    span: item.span,
    message: `${faultOf(known, item)} ${isSeparated ? "Separate options with commas." : "Remove it, or look up the right option."}`,
    fixes: [...separateByCommas(known, item, words), ...removal(known, item)],
  };
}

function faultOf({ spec }: WrittenOption["known"], item: WrittenOption["item"]): string {
  const name = spec.value.type === "list" ? spec.value.itemName : "option";
  return `${shown(item.text)} is not a ${name}, so Argo CD ignores it.`;
}

/** Whether a protection follows a wrong separator: `resource-not-protected` reports that. */
function separatesProtection({ known, item }: WrittenOption): boolean {
  const { value } = known.spec;
  const parts = splitAtOtherSeparators(item.text, wordsOf(known)) ?? [];
  return value.type === "list" && value.items.some((it) => it.protects === true && parts.includes(it.value));
}

function wordsOf({ spec }: WrittenOption["known"]): readonly string[] {
  return spec.value.type === "list" ? spec.value.items.map(({ value }) => value) : [];
}

function removal(known: WrittenOption["known"], item: WrittenOption["item"]): Fix[] {
  return removeItems(`Remove ${shown(item.text)}`, known, (other) => other.text === item.text);
}

function asGuess({ title, edits }: Fix): Fix {
  return { title, edits };
}
