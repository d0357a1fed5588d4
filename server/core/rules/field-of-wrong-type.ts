import { findField } from "../catalogue/fields.ts";
import { nearest } from "../catalogue/near.ts";
import { replaceScalar } from "../edit/items.ts";
import { type WrongType, wrongTypesIn } from "../rule-kit/field-types.ts";
import { placesOfObjects, type WrittenField, writtenFields } from "../rule-kit/object-fields.ts";
import type { Finding, Rule, Subject } from "../rule-kit/rule.ts";
import { adviceForType, fixesForType } from "../rule-kit/type-fixes.ts";
import { orList, shown } from "../rule-kit/words.ts";

export const fieldOfWrongType: Rule = {
  id: "field-of-wrong-type",
  severity: "error",
  summary:
    "The API server rejects an Application, ApplicationSet or AppProject with a value that its schema does not allow.",
  byHand: "which value was meant",
  docs: `
The schema of an object says of each field whether it is a mapping, a list, a string, a number or a boolean.
The API server rejects an object with anything else there, so the whole object is not applied: \`syncOptions\` as a mapping or one string, \`automated: true\`, or a mapping in \`helm.values\`, which is a text.
`,
  places: placesOfObjects.filter((place) => place !== "patch"),
  *check(subject) {
    for (const written of writtenFields(subject)) yield* unknownWord(subject, written);
    for (const wrong of writtenFields(subject).flatMap(wrongTypesIn)) {
      const { expected, found, written } = wrong;
      yield {
        span: wrong.span,
        message: `${nameOf(wrong)} must be a ${expected}, but this is ${found}, ${costOf(subject, written)}. ${adviceForType(wrong)}`,
        fixes: fixesForType(subject, wrong),
      };
    }
  },
  examples: [
    {
      title: "Options as a mapping",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    syncOptions:
  # ^^^^^^^^^^^ "syncOptions" must be a list, but this is a mapping, so the API server rejects this Application. Write each option as an item, such as "CreateNamespace=true".
      CreateNamespace: true
      PruneLast: "true"
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
`,
    },
    {
      title: "Values as a mapping, and a list of one",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    repoURL: https://git.example.com/shop.git
    helm:
      valueFiles: prod.yaml
    # ^^^^^^^^^^ "valueFiles" must be a list, but this is a string, so the API server rejects this Application. Write it as a list.
      values:
    # ^^^^^^ "values" must be a string, but this is a mapping, so the API server rejects this Application. Use "valuesObject", which is a mapping.
        replicas: 2
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    repoURL: https://git.example.com/shop.git
    helm:
      valueFiles: [prod.yaml]
      valuesObject:
        replicas: 2
`,
    },
    {
      title: "A number where a text is needed",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    repoURL: https://charts.example.com
    chart: shop
    targetRevision: 1.20
  # ^^^^^^^^^^^^^^ "targetRevision" must be a string, but this is a number, so the API server rejects this Application. Put it in quotes.
    helm:
      parameters:
        - name: debug
          value: true
        # ^^^^^ "value" must be a string, but this is a boolean, so the API server rejects this Application. Put it in quotes.
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    repoURL: https://charts.example.com
    chart: shop
    targetRevision: "1.20"
    helm:
      parameters:
        - name: debug
          value: "true"
`,
    },
    {
      title: "What nobody can guess",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  revisionHistoryLimit: ten
# ^^^^^^^^^^^^^^^^^^^^ "revisionHistoryLimit" must be a number, but this is a string, so the API server rejects this Application. Write it as a number.
  syncPolicy:
    automated: true
  # ^^^^^^^^^ "automated" must be a mapping, but this is a boolean, so the API server rejects this Application. Write it as a mapping.
`,
    },
    {
      title: "A flag in quotes",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    directory:
      recurse: "true"
    # ^^^^^^^ "recurse" must be a boolean, but this is a string, so the API server rejects this Application. Remove the quotes.
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    directory:
      recurse: true
`,
    },
    {
      title: "Everything has its type, and what is empty counts as absent",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    repoURL: https://git.example.com/shop.git
    helm:
      valueFiles:
  syncPolicy:
    automated: {}
    syncOptions: [CreateNamespace=true]
`,
    },
  ],
};

/** The only field of these whose words the schema lists: `enum` in manifests/crds/applicationset-crd.yaml. */
const listedWords = "spec.syncPolicy.applicationsSync";

function* unknownWord({ manifest }: Subject, { spot, level, field }: WrittenField): Generator<Finding> {
  const { key, value } = spot.entry;
  const path = [...level.path, key.text];
  if (field === undefined || path.join(".") !== listedWords || value.type !== "scalar") return;
  const spec = findField(manifest.kind, path)?.value;
  const words = spec?.type === "choice" ? spec.items.map((item) => item.value) : [];
  if (value.scalarType !== "string" || words.includes(value.text)) return;
  const meant = nearest(value.text, words);
  yield {
    span: value.span,
    message: `${shown(value.text)} is not a value of "${key.text}", so the API server rejects this ${manifest.kind}. ${meant === undefined ? `Write ${orList(words.map(shown))}.` : `Did you mean "${meant}"?`}`,
    fixes:
      meant === undefined
        ? []
        : [{ title: `Change to "${meant}"`, edits: [replaceScalar(value, meant)], preferred: true }],
  };
}

function nameOf({ entry, written }: WrongType): string {
  return entry === undefined ? `Each item of ${shown(written.spot.entry.key.text)}` : shown(entry.key.text);
}

/** Mirrors `ToNestedMatrixGenerator` in applicationset_types.go and `applyTemplatePatch` in applicationset/controllers/template/patch.go. */
function costOf({ manifest }: Subject, { level }: WrittenField): string {
  if (level.reader === "API server") return `so the API server rejects this ${manifest.kind}`;
  return manifest.place === "template patch"
    ? "so the ApplicationSet cannot create the Application"
    : "so the ApplicationSet creates no Applications with this generator";
}
