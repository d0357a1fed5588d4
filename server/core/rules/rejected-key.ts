import { isOwnKey, meantKey } from "../catalogue/keys.ts";
import { removeAt } from "../edit/entries.ts";
import { type Entry, entryOf, nodeAt, type Span } from "../manifest/node.ts";
import { hasKey, readAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import { removeEntry, renameKey } from "../rule-kit/entry-fixes.ts";
import {
  faultOfKey,
  type NameFault,
  faultOfLabelKey,
  faultOfLabelValue,
  sizeLimit,
  sizeOf,
} from "../rule-kit/api-names.ts";
import type { Finding, Rule, Subject } from "../rule-kit/rule.ts";
import { placesOfKeys } from "../rule-kit/rejected-keys.ts";
import { shown, thisKind } from "../rule-kit/words.ts";

export const rejectedKey: Rule = {
  id: "rejected-key",
  severity: "error",
  summary: "The API server rejects a resource with an annotation or label that breaks the rules of Kubernetes.",
  docs: `
The name of a key, which is the part after the slash, has at most 63 characters: letters, digits, \`-\`, \`_\` and \`.\`, with a letter or digit at both ends.
The part before the slash is a domain name with at most 253 characters, and there is only one slash.
The value of a label has the same form as a name, or is empty.
All annotations of a resource together, keys and values, have at most 262144 bytes.
The API server rejects a resource that breaks one of these rules, so the sync fails when it applies it.
The keys of Argo CD grow long where they contain names of your own, such as those of triggers and images.
Other keys and labels are checked only on resources that have annotations of Argo CD or Helm.
`,
  places: placesOfKeys,
  *check(subject) {
    yield* annotationFindings(subject);
    yield* sizeFindings(subject);
    yield* labelFindings(subject);
  },
  examples: [
    {
      title: "The names of a trigger and a service are too long together",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    notifications.argoproj.io/subscribe.on-sync-failed-in-the-production-cluster.team-chat-webhook: ""
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The name after the slash has 68 characters, and 63 are allowed: the API server rejects this Application, and a sync that applies it fails. Shorten the name.
`,
    },
    {
      title: "A character that no key may have",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    link.argocd.argoproj.io/run book: https://wiki.example.com/shop
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The name after the slash may contain only letters, digits, "-", "_" and ".", with a letter or digit at both ends: the API server rejects this Application, and a sync that applies it fails. Change the name.
`,
    },
    {
      title: "The longest name that is allowed",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    notifications.argoproj.io/subscribe.on-sync-failed-in-production-cluster.team-web-webhook: ""
`,
    },
    {
      title: "An anchor of a Kyverno policy",
      yaml: `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: link-routes
spec:
  rules:
    - name: add-link
      mutate:
        patchStrategicMerge:
          metadata:
            annotations:
              +(link.argocd.argoproj.io/site): https://{{ request.object.spec.host }}
`,
    },
  ],
};

function* annotationFindings(subject: Subject): Generator<Finding> {
  const annotations = readAnnotations(subject);
  const isOurs = annotations.some(({ key }) => isOwnKey(key.text));
  for (const annotation of annotations) {
    const { key } = annotation;
    if (key.scalarType === "unknown" || isPattern(subject, key.text)) continue;
    if (!isOurs && !mayBeForArgoCd(key.text)) continue;
    const fault = faultOfKey(key.text);
    if (fault === undefined) continue;
    const meant = meantKey(key.text)?.key;
    const isMeant = meant !== undefined && faultOfKey(meant) === undefined && !hasKey(subject, meant);
    yield {
      span: key.span,
      message: `${fault.words}: ${costFor(subject)}. ${isMeant ? `Did you mean ${shown(meant)}?` : fault.advice}`,
      fixes: [
        ...(isMeant ? renameKey(annotation, meant) : []),
        ...removeEntry("Remove the annotation", subject, annotation),
      ],
    };
  }
}

/** Only what is known counts: what a template adds makes it longer still. */
function* sizeFindings(subject: Subject): Generator<Finding> {
  const annotations = readAnnotations(subject).filter((it) => it.effective && !it.conditional);
  const block = subject.manifest.annotationBlocks.at(-1);
  if (block === undefined || !annotations.some(({ key }) => isOwnKey(key.text))) return;
  const size = sizeOf(annotations);
  if (size <= sizeLimit) return;
  yield {
    span: block.key.span,
    message: `All annotations together have ${size.toString()} bytes, and ${sizeLimit.toString()} are allowed: ${costFor(subject)}. Shorten the longest value.`,
  };
}

function* labelFindings(subject: Subject): Generator<Finding> {
  const labels = entryOf(nodeAt(subject.manifest.node, "metadata"), "labels");
  if (labels?.value.type !== "map" || subject.manifest.place === "common annotations") return;
  const map = labels.value;
  const isOurs = readAnnotations(subject).some(({ key }) => isOwnKey(key.text));
  for (const entry of map.entries) {
    const { key } = entry;
    if (key.scalarType === "unknown" || entry.merged || !(isOurs || mayBeForArgoCd(key.text))) continue;
    if (isPattern(subject, key.text)) continue;
    const found = labelFault(subject, entry);
    if (found === undefined || (!mayBeForArgoCd(key.text) && looksFilledIn(entry))) continue;
    const edit = removeAt(subject.text, { entry, map, owner: undefined });
    yield {
      span: found.span,
      message: `${found.fault.words}: ${costFor(subject)}. ${found.fault.advice}`,
      fixes: edit === undefined ? [] : [{ title: "Remove the label", edits: [edit] }],
    };
  }
}

function labelFault(subject: Subject, entry: Entry): { readonly fault: NameFault; readonly span: Span } | undefined {
  const ofKey = faultOfLabelKey(entry.key.text);
  if (ofKey !== undefined) return { fault: ofKey, span: entry.key.span };
  const { value } = entry;
  const ofValue = value.type === "scalar" && value.scalarType === "string" ? faultOfLabelValue(value.text) : undefined;
  return ofValue && { fault: ofValue, span: valueSpan(subject, entry) };
}

/** Whether a policy, such as those of Kyverno, says with a key what other objects have: in `+(key)` the key stands in an anchor. */
function isPattern({ manifest }: Subject, key: string): boolean {
  return manifest.place === "template" && key.endsWith(")");
}

/** Whether a script may put something else in the place of a value, such as `__TEAM__` or `%TEAM%`. */
function looksFilledIn({ value }: Entry): boolean {
  return value.type === "scalar" && /[$#%@<>{}[\]]|__/.test(value.text);
}

function mayBeForArgoCd(key: string): boolean {
  return /argo/i.test(key) || isOwnKey(key);
}

function costFor(subject: Subject): string {
  const { place, kind } = subject.manifest;
  if (place === "application template") return "the API server rejects the Applications of this ApplicationSet";
  if (place === "template" || place === "embedded" || place === "created")
    return "the API server rejects the object that it ends up on";
  if (kind === "") return "the API server rejects the resources, and the sync fails when it applies them";
  return `the API server rejects ${thisKind(subject)}, and a sync that applies it fails`;
}
