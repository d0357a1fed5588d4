import { wholeObjects } from "../manifest/place.ts";
import { adviceForType, expectedIn, fixesForType, typeOf } from "../rule-kit/field-types.ts";
import { writtenFields } from "../rule-kit/object-fields.ts";
import type { Rule } from "../rule-kit/rule.ts";

export const fieldOfWrongType: Rule = {
  id: "field-of-wrong-type",
  severity: "error",
  summary: "The API server rejects an Application, ApplicationSet or AppProject with a value of the wrong type.",
  docs: `
The schema of an object says of each field whether it is a mapping, a list, a string, a number or a boolean.
The API server rejects an object with anything else there, so the whole object is not applied: \`syncOptions\` as a mapping or one string, \`automated: true\`, or a mapping in \`helm.values\`, which is a text.
`,
  places: wholeObjects,
  *check(subject) {
    for (const written of writtenFields(subject)) {
      const expected = expectedIn(written);
      const { entry } = written.spot;
      const found = typeOf(entry.value);
      if (expected === undefined || found === undefined || expected === found) continue;
      yield {
        span: entry.key.span,
        message: `"${entry.key.text}" must be a ${expected}, but this is a ${found}, so the API server rejects this ${subject.manifest.kind}. ${adviceForType(written, expected)}`,
        fixes: fixesForType(subject, written, expected),
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
