import { compareOptions } from "../catalogue/annotations/compare-options.ts";
import type { AnnotationSpec, ItemSpec } from "../catalogue/annotation.ts";
import { holdsComment } from "../edit/entries.ts";
import { insertAnnotation } from "../edit/insert.ts";
import { replaceValue } from "../edit/values.ts";
import { wherever } from "../manifest/place.ts";
import { csvItems } from "../sync/annotations.ts";
import { hasKey, isReadOn, knownAnnotations } from "../rule-kit/annotations.ts";
import { itemsOf, removeItems } from "../rule-kit/items.ts";
import { renameKey } from "../rule-kit/entry-fixes.ts";
import { type ListedOption, listedOptions, type ListedReading, removeListed } from "../rule-kit/listed-options.ts";
import { type WrittenOption, writtenOptions } from "../rule-kit/option-reading.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { joinEdits } from "../text.ts";
import { orList, shown } from "../rule-kit/words.ts";

/**
 * Mirrors `HasAnnotationOption` in gitops-engine/pkg/sync/resource/annotations.go and `HasOption` in
 * pkg/apis/application/v1alpha1/types.go.
 */
export const optionOutOfScope: Rule = {
  id: "option-out-of-scope",
  severity: "warning",
  summary: "An option works only in the annotation and on the object that Argo CD reads it from.",
  docs: `
Some options exist only for a whole application: write them in \`spec.syncPolicy.syncOptions\` of the Application, not in an annotation.
Sync options and compare options have separate annotations, and neither accepts the options of the other.
\`ServerSideDiff\` and \`IncludeMutationWebhook\` are compare options that Argo CD reads only from the annotations of the Application itself.
`,
  places: wherever,
  *check(subject) {
    for (const option of writtenOptions(subject)) {
      const { reading } = option;
      if (reading.type === "application") yield applicationFinding(option);
      if (reading.type === "other annotation") yield otherFinding(option, reading);
      if (reading.type === "known" && reading.option !== undefined && !isItemReadOn(subject, reading.option)) {
        yield kindFinding(option, reading.option);
      }
    }
    for (const option of listedOptions(subject)) {
      if (option.reading.type === "annotation") yield listedFinding(option, option.reading);
    }
  },
  examples: [
    {
      title: "An option of the Application",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-options: CreateNamespace=true
    #                                ^^^^^^^^^^^^^^^^^^^^ Argo CD does not read "CreateNamespace=true" from annotations, so it has no effect here. Put it in "spec.syncPolicy.syncOptions" of the Application.
`,
    },
    {
      title: "A compare option among the sync options",
      yaml: `
apiVersion: v1
kind: Secret
metadata:
  name: generated
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,IgnoreExtraneous
    #                                            ^^^^^^^^^^^^^^^^ "IgnoreExtraneous" is a compare option, so it has no effect here. Move it to "argocd.argoproj.io/compare-options".
`,
      fixed: `
apiVersion: v1
kind: Secret
metadata:
  name: generated
  annotations:
    argocd.argoproj.io/compare-options: IgnoreExtraneous
    argocd.argoproj.io/sync-options: Prune=false
`,
    },
    {
      title: "Server-side diff can be set only for a whole application",
      yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    argocd.argoproj.io/compare-options: ServerSideDiff=false
    #                                   ^^^^^^^^^^^^^^^^^^^^ Argo CD reads "ServerSideDiff=false" only from an Application, so it has no effect here. Put it in the annotations of the Application, or remove it.
`,
    },
    {
      title: "Options of single resources in the list of an Application",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    syncOptions:
      - Force=true
      # ^^^^^^^^^^ Argo CD reads "Force=true" only from "argocd.argoproj.io/sync-options" of a resource, so it has no effect here. Put it in the annotations of the resources that need it, or remove it.
      - ServerSideDiff=true
      # ^^^^^^^^^^^^^^^^^^^ Argo CD reads "ServerSideDiff=true" only from "argocd.argoproj.io/compare-options" of the Application, so it has no effect here. Put it in the annotations of the Application, or remove it.
`,
    },
    {
      title: "A compare option on the Application itself",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/compare-options: ServerSideDiff=true
`,
    },
  ],
};

function isItemReadOn({ manifest }: Pick<Subject, "manifest">, { onlyOn }: ItemSpec): boolean {
  return onlyOn === undefined || isReadOn({ manifest }, { readOn: onlyOn });
}

function applicationFinding({ known, item }: WrittenOption): Finding {
  return {
    span: item.span,
    message: `Argo CD does not read ${shown(item.text)} from annotations, so it has no effect here. Put it in "spec.syncPolicy.syncOptions" of the Application.`,
    fixes: removal(known, item),
  };
}

function kindFinding({ known, item }: WrittenOption, { onlyOn = [] }: ItemSpec): Finding {
  const kinds = orList(onlyOn);
  return {
    span: item.span,
    message: `Argo CD reads ${shown(item.text)} only from an ${kinds}, so it has no effect here. Put it in the annotations of the ${kinds}, or remove it.`,
    fixes: removal(known, item),
  };
}

function otherFinding(
  { known, item }: WrittenOption,
  { option, owner, exact }: { option: ItemSpec; owner: AnnotationSpec; exact: boolean },
): Finding {
  const { subject } = known;
  const name = owner === compareOptions ? "compare option" : "sync option";
  if (!isItemReadOn(subject, option)) {
    const kinds = orList(option.onlyOn ?? []);
    return {
      span: item.span,
      message: `${shown(item.text)} is a ${name} that Argo CD reads only from an ${kinds}, so it has no effect here. Put it in "${owner.key}" of the ${kinds}, or remove it.`,
      fixes: removal(known, item),
    };
  }
  const meant = exact ? "" : ` as "${option.value}"`;
  return {
    span: item.span,
    message: `${shown(item.text)} is a ${name}, so it has no effect here. Move it to "${owner.key}"${meant}.`,
    fixes: [...move({ known, item }, option, owner), ...removal(known, item)],
  };
}

/** Moves the option to the right annotation, which is created if it is not there. */
function move({ known, item }: Pick<WrittenOption, "known" | "item">, option: ItemSpec, owner: AnnotationSpec): Fix[] {
  const { subject, annotation } = known;
  const [removed] = removal(known, item);
  const target = knownAnnotations(subject, owner)[0];
  const isWritten = hasKey(subject, owner.key);
  if (removed === undefined || annotation.conditional || (isWritten && target === undefined)) return [];
  const title = `Move to "${owner.key}"`;
  if (target === undefined && itemsOf(known).length === 1)
    return renamed(title, known, item.text === option.value ? undefined : option.value, owner);
  const added =
    target === undefined
      ? insertAnnotation(subject, { key: owner.key, value: option.value })
      : replaceValue(
          subject,
          target.annotation,
          [...new Set([...csvItems(target.value.text), option.value])].join(","),
        );
  if (added === undefined) return [];
  const fix = { title, edits: joinEdits([added, ...removed.edits]) };
  // A comment would be removed with its annotation: that is for the user to decide.
  const isClean = !removed.edits.some(({ span }) => holdsComment(subject.text, span));
  return [isClean ? { ...fix, preferred: true } : fix];
}

/** Renames the annotation of a single option, and corrects its spelling if needed. */
function renamed(
  title: string,
  known: WrittenOption["known"],
  value: string | undefined,
  owner: AnnotationSpec,
): Fix[] {
  const [rename] = renameKey(known.annotation, owner.key);
  if (rename === undefined) return [];
  const edits =
    value === undefined ? rename.edits : [...rename.edits, replaceValue(known.subject, known.annotation, value)];
  return [{ title, edits, preferred: true }];
}

function removal(known: WrittenOption["known"], item: WrittenOption["item"]): Fix[] {
  return removeItems(`Remove ${shown(item.text)}`, known, (other) => other.text === item.text);
}

function listedFinding(
  option: ListedOption,
  { option: { value, onlyOn }, owner }: Extract<ListedReading, { readonly type: "annotation" }>,
): Finding {
  const place = onlyOn?.includes("Application") === true ? "the Application" : undefined;
  return {
    span: option.value.span,
    message: `Argo CD reads "${value}" only from "${owner.key}" of ${place ?? "a resource"}, so it has no effect here. Put it in the annotations of ${place ?? "the resources that need it"}, or remove it.`,
    fixes: removeListed(option),
  };
}
