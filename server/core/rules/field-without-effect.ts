import { hasField } from "../catalogue/object-shape.ts";
import { takeOutAlone } from "../edit/move-field.ts";
import { idleField } from "../rule-kit/idle-fields.ts";
import { adviceOf, costOf, fixesOf } from "../rule-kit/meant-field.ts";
import { meantPlace } from "../rule-kit/meant-place.ts";
import { misplacedEntries } from "../rule-kit/misplaced.ts";
import { placesOfObjects, type WrittenField, writtenFields } from "../rule-kit/object-fields.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

export const fieldWithoutEffect: Rule = {
  id: "field-without-effect",
  severity: "warning",
  summary:
    "A field that an Application, ApplicationSet or AppProject does not have or does not read where it stands has no effect.",
  docs: `
The schema of an object says which fields it has, and the API server drops all others: \`prune\` beside \`automated\`, \`syncPolicy\` in \`source\`, \`automated\` in the \`syncPolicy\` of an ApplicationSet.
Argo CD never sees them.
Other fields have no effect because of what stands beside them: \`source\` beside \`sources\`, steps of a rolling sync without its type, \`preserveResourcesOnDeletion\` beside a finalizer in the template.
If another Application deploys the object, that Application stays OutOfSync, because the field is in Git but never in the cluster; with \`ServerSideApply=true\` its sync fails, and so does \`kubectl apply\`.
The fields are those of every version since 1.0; keys that are up to you, such as \`valuesObject\`, labels and the values of a generator, are not judged.
`,
  places: placesOfObjects,
  unnecessary: true,
  *check(subject) {
    const reported = new Set(misplacedEntries(subject).flatMap(({ entry, owner }) => [entry, owner?.entry]));
    for (const written of writtenFields(subject)) {
      const { spot, field } = written;
      const isGone = field?.until !== undefined && !hasField(field, subject.version);
      if (reported.has(spot.entry) || isOwn(written)) continue;
      if (field !== undefined && !isGone) {
        const idle = idleField(subject, written);
        if (idle !== undefined) yield { ...idle, span: spot.entry.key.span };
        continue;
      }
      yield isGone ? goneFinding(subject, written, field.until ?? "") : unknownFinding(subject, written);
    }
  },
  examples: [
    {
      title: "Pruning beside the automated policy",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    automated:
      selfHeal: true
    prune: true
  # ^^^^^ An Application has no "prune" in "spec.syncPolicy", so it has no effect. Resources that were removed from Git stay in the cluster. Move it to "spec.syncPolicy.automated".
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    automated:
      prune: true
      selfHeal: true
`,
    },
    {
      title: "A directive of Terraform",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  project: default
%{ endif ~}
`,
    },
    {
      title: "A sync policy in the source",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    repoURL: https://git.example.com/shop.git
    path: deploy
    syncPolicy:
  # ^^^^^^^^^^ An Application has no "syncPolicy" in "spec.source", so it has no effect. Somebody has to start each sync, and no option is set. Move it to "spec".
      automated: {}
  project: default
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    repoURL: https://git.example.com/shop.git
    path: deploy
  syncPolicy:
    automated: {}
  project: default
`,
    },
    {
      title: "Metadata in metadata",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: queue
  metadata:
# ^^^^^^^^ An Application has no "metadata" in "metadata", so it has no effect. Move what is in it to "metadata".
    annotations:
      argocd.argoproj.io/sync-wave: "-1"
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: queue
  annotations:
    argocd.argoproj.io/sync-wave: "-1"
`,
    },
    {
      title: "The policy of the Applications, in the policy of their ApplicationSet",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: fleet
spec:
  syncPolicy:
    preserveResourcesOnDeletion: true
    automated: {}
  # ^^^^^^^^^ An ApplicationSet has no "automated" in "spec.syncPolicy", so it has no effect. Somebody has to start each sync. Move it to "spec.template.spec.syncPolicy".
  template:
    spec:
      project: default
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: fleet
spec:
  syncPolicy:
    preserveResourcesOnDeletion: true
  template:
    spec:
      syncPolicy:
        automated: {}
      project: default
`,
    },
    {
      title: "A field of another kind",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    preserveResourcesOnDeletion: true
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^ An Application has no "preserveResourcesOnDeletion" in "spec.syncPolicy", so it has no effect. Only an ApplicationSet has it, in "spec.syncPolicy": remove it. An Application keeps its resources when it is deleted if it has no finalizer "resources-finalizer.argocd.argoproj.io".
`,
    },
    {
      title: "A field in another spelling",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: shop
spec:
  sourceRepo:
# ^^^^^^^^^^ An AppProject has no "sourceRepo" in "spec", so it has no effect. Did you mean "sourceRepos"?
    - https://git.example.com/shop.git
  destinations:
    - Namespace: shop
    # ^^^^^^^^^ An AppProject has no "Namespace" in "spec.destinations[]", so it has no effect. Did you mean "namespace"?
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: shop
spec:
  sourceRepos:
    - https://git.example.com/shop.git
  destinations:
    - namespace: shop
`,
    },
    {
      title: "Every field is where it belongs, and values are free",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: fleet
spec:
  generators:
    - list:
        elements:
          - {name: a, prune: true}
  syncPolicy:
    preserveResourcesOnDeletion: true
  template:
    metadata:
      name: '{{name}}'
    spec:
      source:
        repoURL: https://git.example.com/shop.git
        helm:
          valuesObject:
            syncPolicy: none
      syncPolicy:
        automated:
          prune: true
`,
    },
  ],
};

/** Keys that hold anchors, which nobody expects to have an effect. */
function isOwn({ spot, level }: WrittenField): boolean {
  return level.outer === undefined && /^(?:[._]|x-)/.test(spot.entry.key.text);
}

function goneFinding(subject: Subject, written: WrittenField, until: string): Finding {
  const { key } = written.spot.entry;
  return {
    span: key.span,
    message: `Argo CD ${until} was the last version with ${shown(key.text)} ${placeWords(written)}, so it has no effect. Remove it.`,
    fixes: removal(subject, written),
  };
}

function unknownFinding(subject: Subject, written: WrittenField): Finding {
  const { key } = written.spot.entry;
  const { kind } = subject.manifest;
  const meant = meantPlace(subject, written);
  const fault = `An ${kind} has no ${shown(key.text)} ${placeWords(written)}, so it has no effect.`;
  return {
    span: key.span,
    message: [fault, costOf(subject, meant), adviceOf(subject, written, meant)].filter((it) => it !== "").join(" "),
    fixes: [...fixesOf(subject, written, meant), ...removal(subject, written)],
  };
}

/** `in "spec.syncPolicy"`, or at the top of the object itself. */
function placeWords({ level: { path } }: WrittenField): string {
  return path.length === 0 ? "at its top level" : `in "${path.join(".")}"`;
}

function removal({ text }: Subject, { spot }: WrittenField): Fix[] {
  const edit = takeOutAlone(text, spot);
  return edit === undefined ? [] : [{ title: `Remove ${shown(spot.entry.key.text)}`, edits: [edit] }];
}
