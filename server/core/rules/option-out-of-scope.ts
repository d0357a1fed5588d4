import { compareOptions } from "../catalogue/annotations/compare-options.ts";
import type { AnnotationSpec, ItemSpec } from "../catalogue/annotation.ts";
import { wherever } from "../manifest/place.ts";
import { isReadOn } from "../rule-kit/annotations.ts";
import { type ListedOption, listedOptions, type ListedReading, removeListed } from "../rule-kit/listed-options.ts";
import { moveOption, removeOption } from "../rule-kit/option-fixes.ts";
import { type WrittenOption, writtenOptions } from "../rule-kit/option-reading.ts";
import type { Finding, Rule, Subject } from "../rule-kit/rule.ts";
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
In the template of an ApplicationSet, all others have no effect: no sync applies the Applications that it creates, and their resources have annotations of their own.
`,
  places: wherever,
  *check(subject) {
    for (const option of writtenOptions(subject)) {
      const { reading } = option;
      if (isOfGenerated(subject) && reading.type === "known" && reading.option?.onlyOn === undefined) {
        yield generatedFinding(option);
        continue;
      }
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
    #                                ^^^^^^^^^^^^^^^^^^^^ Argo CD does not read "CreateNamespace=true" from annotations, so it has no effect here. Put it in "spec.syncPolicy.syncOptions" of the Application, or remove it.
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
      title: "An option for the Applications of an ApplicationSet",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: shops
spec:
  template:
    metadata:
      name: shop
      annotations:
        argocd.argoproj.io/sync-options: Prune=false
        #                                ^^^^^^^^^^^ The ApplicationSet creates its Applications without a sync, so "Prune=false" has no effect on them, nor on their resources. Put it in the annotations of the resources that need it, or remove it.
        argocd.argoproj.io/compare-options: ServerSideDiff=true
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

/** Whether these are annotations of Applications that an ApplicationSet creates. */
function isOfGenerated({ manifest: { place } }: Subject): boolean {
  return place === "application template" || place === "template patch";
}

function generatedFinding({ known, item }: WrittenOption): Finding {
  return {
    span: item.span,
    message: `The ApplicationSet creates its Applications without a sync, so ${shown(item.text)} has no effect on them, nor on their resources. Put it in the annotations of the resources that need it, or remove it.`,
    fixes: removeOption({ known, item }),
  };
}

function isItemReadOn({ manifest }: Pick<Subject, "manifest">, { onlyOn }: ItemSpec): boolean {
  return onlyOn === undefined || isReadOn({ manifest }, { readOn: onlyOn });
}

function applicationFinding({ known, item }: WrittenOption): Finding {
  return {
    span: item.span,
    message: `Argo CD does not read ${shown(item.text)} from annotations, so it has no effect here. Put it in "spec.syncPolicy.syncOptions" of the Application, or remove it.`,
    fixes: removeOption({ known, item }),
  };
}

function kindFinding({ known, item }: WrittenOption, { onlyOn = [] }: ItemSpec): Finding {
  const kinds = orList(onlyOn);
  return {
    span: item.span,
    message: `Argo CD reads ${shown(item.text)} only from an ${kinds}, so it has no effect here. Put it in the annotations of the ${kinds}, or remove it.`,
    fixes: removeOption({ known, item }),
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
      fixes: removeOption({ known, item }),
    };
  }
  const meant = exact ? "" : ` as "${option.value}"`;
  return {
    span: item.span,
    message: `${shown(item.text)} is a ${name}, so it has no effect here. Move it to "${owner.key}"${meant}.`,
    fixes: [...moveOption({ known, item }, option, owner), ...removeOption({ known, item })],
  };
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
