import { fieldIn } from "../catalogue/object-shape.ts";
import { writeKey } from "../edit/entries.ts";
import { writtenSpan } from "../edit/values.ts";
import { entryOf, type MapNode, type Node } from "../manifest/node.ts";
import { wholeObjects } from "../manifest/place.ts";
import { type WrittenField, writtenFields } from "../rule-kit/object-fields.ts";
import type { Fix, Rule, Subject } from "../rule-kit/rule.ts";

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
        message: `"${entry.key.text}" must be a ${expected}, but this is a ${found}, so the API server rejects this ${subject.manifest.kind}. ${adviceOf(written, expected)}`,
        fixes: fixesOf(subject, written, expected),
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

/** The types of YAML, as Argo CD reads it. */
type Type = "mapping" | "list" | "string" | "number" | "boolean";

/** What the schema asks for; `undefined` where it allows several types, or another rule reports it. */
function expectedIn({ field, spot }: WrittenField): Type | undefined {
  if (field === undefined || field.until !== undefined || spot.entry.key.text === "annotations") return undefined;
  if (field.list === true) return "list";
  if (field.shape !== undefined) return "mapping";
  if (field.open === true || field.type === "any") return undefined;
  return field.type === undefined ? "string" : field.type === "integer" ? "number" : "boolean";
}

/** An empty value counts as absent, and one that a template fills in is not known. */
function typeOf(node: Node): Type | undefined {
  if (node.type === "map") return "mapping";
  if (node.type === "list") return "list";
  return node.scalarType === "unknown" || node.scalarType === "null" ? undefined : node.scalarType;
}

function adviceOf({ spot, level }: WrittenField, expected: Type): string {
  const { key, value } = spot.entry;
  if (key.text === "syncOptions") return 'Write each option as an item, such as "CreateNamespace=true".';
  const object = `${key.text}Object`;
  if (expected === "string" && value.type === "map" && fieldIn(level.shape, object) !== undefined)
    return `Use "${object}", which is a mapping.`;
  if (value.type === "scalar" && expected === "string") return "Put it in quotes.";
  if (withoutQuotes(value, expected) !== undefined) return "Remove the quotes.";
  return `Write it as a ${expected}.`;
}

function fixesOf({ text }: Subject, { spot, level }: WrittenField, expected: Type): Fix[] {
  const { key, value, oneLine } = spot.entry;
  const object = `${key.text}Object`;
  if (expected === "string" && value.type === "map" && fieldIn(level.shape, object) !== undefined) {
    const edit = entryOf(spot.map, object) === undefined ? writeKey(spot.entry, object) : undefined;
    return edit === undefined ? [] : [{ title: `Change the key to "${object}"`, edits: [edit], preferred: true }];
  }
  const quoted = value.type === "scalar" && expected === "string" ? JSON.stringify(value.text) : undefined;
  const plain = withoutQuotes(value, expected) ?? quoted;
  if (plain !== undefined && oneLine && isOneWord(value)) {
    const title = quoted === undefined ? "Remove the quotes" : "Put it in quotes";
    return [{ title, edits: [{ span: writtenSpan(text, value.span), text: plain }], preferred: true }];
  }
  if (expected !== "list") return [];
  if (value.type === "map" && key.text === "syncOptions") return asOptions(value);
  if (!oneLine || !isOneWord(value)) return [];
  const span = writtenSpan(text, value.span);
  const item = text.slice(span.start, span.end);
  return [{ title: "Make it a list", edits: [{ span, text: `[${item}]` }], preferred: true }];
}

/** A quoted number or boolean as it is without its quotes; `undefined` for anything else. */
function withoutQuotes(value: Node, expected: Type): string | undefined {
  if (value.type !== "scalar" || value.scalarType !== "string") return undefined;
  const form = expected === "boolean" ? /^(?:true|false)$/ : expected === "number" ? /^-?[0-9]{1,15}$/ : undefined;
  return form?.test(value.text) === true ? value.text : undefined;
}

function isOneWord(value: Node): boolean {
  return value.type === "scalar" && !/[,;\s[\]{}*&]/.test(value.text);
}

/** Each entry of a mapping as an option in a list. */
function asOptions({ entries, flow }: MapNode): Fix[] {
  const edits = entries.flatMap(({ key, value, merged, oneLine }) => {
    const option = value.type === "scalar" && value.scalarType !== "unknown" ? `${key.text}=${value.text}` : "";
    if (merged || !oneLine || !/^\w+=\w+$/.test(option)) return [];
    return [{ span: { start: key.span.start, end: value.span.end }, text: `- ${option}` }];
  });
  if (flow || edits.length < entries.length) return [];
  return [{ title: "Make it a list", edits, preferred: true }];
}
