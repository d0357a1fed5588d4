import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { insertInto } from "../edit/insert.ts";
import { entryOf, type MapNode, type Node, nodeAt, stringAt } from "../manifest/node.ts";
import { behaviourWith, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import type { Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { thisKind } from "../rule-kit/words.ts";
import { lineStart } from "../text.ts";

/** The deadline that the fix writes, in seconds. */
const offered = "600";

/**
 * Mirrors `getOperationPhase` in gitops-engine/pkg/sync/sync_context.go, and `getBatchv1JobHealth`, `getCorev1PodHealth` and
 * `getArgoWorkflowHealth` in gitops-engine/pkg/health.
 */
export const hookWithoutDeadline: Rule = {
  id: "hook-without-deadline",
  severity: "hint",
  summary: "A hook without activeDeadlineSeconds can keep a sync waiting forever.",
  docs: `
Argo CD waits for a hook until it succeeds or fails, by default without a time limit.
A Job whose Pod cannot be scheduled, cannot pull its image or never finishes does neither, so the sync never ends and no other sync can start.
So it is with a Pod that is not restarted and with a Workflow.
Set \`activeDeadlineSeconds\` in the \`spec\` to make it fail after that time.
`,
  *check(subject) {
    const owner = ownerOfDeadline(subject);
    if (owner === undefined || behaviourWith(subject).role !== "hook" || !isUnlimited(subject, owner)) return;
    const own = knownAnnotations(subject, hook);
    for (const { annotation } of own.length > 0 ? own : knownAnnotations(subject, helmHook)) {
      yield {
        span: valueSpan(subject, annotation),
        message: `Argo CD waits for ${thisKind(subject)} without a time limit: if the ${subject.manifest.kind} never finishes, neither does the sync. Set "activeDeadlineSeconds" in its "spec".`,
        fixes: addDeadline(subject),
      };
    }
  },
  examples: [
    {
      title: "A migration that could hang",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    #                        ^^^^^^^ Argo CD waits for this Job without a time limit: if the Job never finishes, neither does the sync. Set "activeDeadlineSeconds" in its "spec".
spec:
  backoffLimit: 1
  template:
    spec:
      containers: []
`,
    },
    {
      title: "A hook of Helm that could hang",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    #             ^^^^^^^^^^^^^^^^^^^^^^^ Argo CD waits for this Job without a time limit: if the Job never finishes, neither does the sync. Set "activeDeadlineSeconds" in its "spec".
spec:
  template:
    spec:
      containers: []
`,
    },
    {
      title: "A Workflow that could hang",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: smoke-test
  annotations:
    argocd.argoproj.io/hook: PostSync
    #                        ^^^^^^^^ Argo CD waits for this Workflow without a time limit: if the Workflow never finishes, neither does the sync. Set "activeDeadlineSeconds" in its "spec".
spec:
  entrypoint: main
`,
    },
    {
      title: "A migration with a time limit",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
spec:
  activeDeadlineSeconds: 600
  template:
    spec:
      containers: []
`,
    },
  ],
};

/** The mapping below which the deadline would stand deepest: the `spec` of a Pod or a Workflow, or of the Pod of a Job; `undefined` where it is not written out. */
function ownerOfDeadline({ manifest: { group, kind, node } }: Subject): MapNode | undefined {
  const spec = nodeAt(node, "spec");
  const owner = ownersOfDeadline.get(`${group}/${kind}`)?.(spec);
  return owner?.type === "map" ? owner : undefined;
}

const ownersOfDeadline: ReadonlyMap<string, (spec: Node | undefined) => Node | undefined> = new Map([
  ["batch/Job", (spec) => nodeAt(spec, "template", "spec")],
  // A Pod that is restarted each time is healthy as soon as it is ready.
  ["/Pod", (spec) => (["Never", "OnFailure"].includes(stringAt(spec, "restartPolicy") ?? "") ? spec : undefined)],
  // A template that it refers to may have a deadline.
  ["argoproj.io/Workflow", (spec) => (nodeAt(spec, "workflowTemplateRef") === undefined ? spec : undefined)],
]);

/** Whether neither the resource nor its Pods have a deadline. */
function isUnlimited(subject: Subject, owner: MapNode): boolean {
  if (mayPrintInto(subject, owner)) return false;
  const spec = nodeAt(subject.manifest.node, "spec");
  const templates = nodeAt(spec, "templates");
  const steps = templates?.type === "list" ? templates.items : [];
  return [spec, owner, ...steps].every((node) => nodeAt(node, "activeDeadlineSeconds") === undefined);
}

/** Whether a template prints lines indented no deeper than the keys of that mapping: one of them could be a deadline. */
function mayPrintInto({ text, actions, manifest }: Subject, owner: MapNode): boolean {
  const first = owner.entries[0];
  const spec = entryOf(manifest.node, "spec");
  if (first === undefined || spec === undefined) return true;
  const deepest = columnOf(text, first.key.span.start);
  return actions.some(({ kind, span }) => {
    if (kind !== "output" || span.start < spec.key.span.start || !isFirstOnLine(text, span.start)) return false;
    const indent = /indent\s+(\d+)/.exec(text.slice(span.start, span.end))?.[1];
    return (indent === undefined ? columnOf(text, span.start) : Number(indent)) <= deepest;
  });
}

function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

function isFirstOnLine(text: string, offset: number): boolean {
  return /^\s*$/.test(text.slice(lineStart(text, offset), offset));
}

function addDeadline({ text, manifest }: Subject): Fix[] {
  const spec = entryOf(manifest.node, "spec");
  if (spec === undefined || spec.merged) return [];
  const edit = insertInto(text, spec, { key: "activeDeadlineSeconds", value: offered, type: "number" });
  return edit === undefined ? [] : [{ title: `Add "activeDeadlineSeconds: ${offered}"`, edits: [edit] }];
}
