import { syncOptions } from "../catalogue/annotations/sync-options.ts";
import type { ItemSpec } from "../catalogue/annotation.ts";
import { optionValue } from "../sync/annotations.ts";
import { does } from "../sync/behaviour-versions.ts";
import { resourceAsMeant } from "../rule-kit/annotations.ts";
import { changeTo, removeItems, separateByCommas, splitAtOtherSeparators } from "../rule-kit/items.ts";
import { changeListed, type ListedOption, listedOptions, removeListed } from "../rule-kit/listed-options.ts";
import { type WrittenOption, writtenOptions } from "../rule-kit/option-reading.ts";
import { onResources } from "../rule-kit/places.ts";
import type { Finding, Rule } from "../rule-kit/rule.ts";
import { shown, thisKind } from "../rule-kit/words.ts";

/** Mirrors `GetAnnotationOptionValue` in gitops-engine/pkg/sync/resource/annotations.go. */
export const resourceNotProtected: Rule = {
  id: "resource-not-protected",
  severity: "error",
  summary: "A misspelt Prune=false or Delete=false does not protect the resource.",
  docs: `
\`Prune=false\`, \`Prune=confirm\`, \`Delete=false\` and \`Delete=confirm\` keep Argo CD from deleting a resource, but only if they are spelt exactly.
\`prune=false\` and \`Prune = false\` are ignored.
\`Prune=False\` is read, but as a value that does not protect, so it even overrides a \`Prune=false\` of the Application.
If a list has several \`Prune=\` items, Argo CD reads only the first one, and likewise for \`Delete=\`.
Before version 3.4, an item that protects counts wherever it is in the list.
`,
  places: onResources,
  *check(subject) {
    for (const option of writtenOptions(subject)) {
      const finding = findingOn(option);
      if (finding !== undefined) yield finding;
    }
    for (const option of listedOptions(subject)) {
      const finding = listedFinding(option);
      if (finding !== undefined) yield finding;
    }
  },
  examples: [
    {
      title: "A value in the wrong case",
      yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    argocd.argoproj.io/sync-options: Prune=False
    #                                ^^^^^^^^^^^ "Prune=False" does not protect this PersistentVolumeClaim: Argo CD may still prune it when it is removed from Git. Did you mean "Prune=false"?
`,
      fixed: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    argocd.argoproj.io/sync-options: Prune=false
`,
    },
    {
      title: "A semicolon is not a separator",
      yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    argocd.argoproj.io/sync-options: "Prune=false;Delete=false"
    #                                 ^^^^^^^^^^^^^^^^^^^^^^^^ "Prune=false;Delete=false" does not protect this PersistentVolumeClaim: Argo CD may still prune it when it is removed from Git, and may delete it together with the application. Separate options with commas.
`,
    },
    {
      title: "Only the first of two is read",
      yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    argocd.argoproj.io/sync-options: Prune=true,Prune=false
    #                                           ^^^^^^^^^^^ "Prune=false" does not protect this PersistentVolumeClaim: Argo CD reads only the first "Prune=" of the list, which is "Prune=true". Remove one of the two.
`,
    },
    {
      title: "All resources of an Application",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    syncOptions:
      - Delete=False
      # ^^^^^^^^^^^^ "Delete=False" does not protect the resources of this application: Argo CD may delete them together with it. Did you mean "Delete=false"?
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    syncOptions:
      - Delete=false
`,
    },
    {
      title: "Protected from both",
      yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    argocd.argoproj.io/sync-options: Prune=false, Delete=false
`,
    },
  ],
};

function findingOn(option: WrittenOption): Finding | undefined {
  const { known, item, reading } = option;
  if (known.spec !== syncOptions) return undefined;
  if (reading.type === "known" && reading.option?.protects === true) return shadowedFinding(option, reading.option);
  const words = syncOptions.value.type === "list" ? syncOptions.value.items : [];
  const names = words.map(({ value }) => value);
  const parts = splitAtOtherSeparators(item.text, names) ?? [];
  const meant =
    reading.type === "misspelt" && reading.sure && reading.option.protects === true ? reading.option.value : undefined;
  const isSeparated = words.some(({ value, protects }) => protects === true && parts.includes(value));
  if (meant === undefined && !isSeparated) return undefined;
  const fault = `${shown(item.text)} does not protect ${thisKind(known.subject)}: Argo CD ${lossOf(meant === undefined ? parts : [meant])}.`;
  return {
    span: item.span,
    message: `${fault} ${meant === undefined ? "Separate options with commas." : `Did you mean "${meant}"?`}`,
    fixes: [...changeTo(known, item, meant), ...separateByCommas(known, item, names)],
  };
}

/** What happens to a resource without these options. */
function lossOf(options: readonly string[]): string {
  const losses = [
    ...(options.some((option) => option.startsWith("Prune="))
      ? ["may still prune it when it is removed from Git"]
      : []),
    ...(options.some((option) => option.startsWith("Delete=")) ? ["may delete it together with the application"] : []),
  ];
  return losses.join(", and ");
}

/** Argo CD since 3.4 reads an earlier item of the same name instead, which does not protect. */
function shadowedFinding({ known, item }: WrittenOption, { value }: ItemSpec): Finding | undefined {
  if (!does("first option", known.subject.version)) return undefined;
  const name = value.slice(0, value.indexOf("="));
  const { annotations } = resourceAsMeant(known.subject, known.annotation);
  const first = `${name}=${optionValue(annotations, known.spec.key, name) ?? ""}`;
  const items = known.spec.value.type === "list" ? known.spec.value.items : [];
  if (first === value || items.some((other) => other.value === first && other.protects === true)) return undefined;
  return {
    span: item.span,
    message: `${shown(item.text)} does not protect ${thisKind(known.subject)}: Argo CD reads only the first "${name}=" of the list, which is ${shown(first)}. Remove one of the two.`,
    fixes: [
      ...removeItems(`Remove ${shown(first)}`, known, ({ text }) => text === first),
      ...removeItems(`Remove ${shown(item.text)}`, known, ({ text }) => text === item.text),
    ],
  };
}

function listedFinding(option: ListedOption): Finding | undefined {
  const { value, reading } = option;
  if (reading.type !== "misspelt" || !reading.sure || reading.option.protects !== true) return undefined;
  const meant = reading.option.value;
  const loss = meant.startsWith("Prune=")
    ? "may still prune them when they are removed from Git"
    : "may delete them together with it";
  return {
    span: value.span,
    message: `${shown(value.text)} does not protect the resources of this application: Argo CD ${loss}. Did you mean "${meant}"?`,
    fixes: [{ ...changeListed(option, meant), preferred: true }, ...removeListed(option)],
  };
}
