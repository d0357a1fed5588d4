import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { insertInto } from "../edit/insert.ts";
import { entryOf, type MapNode, nodeAt } from "../manifest/node.ts";
import { behaviourWith, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import { isJob } from "../rule-kit/hooks.ts";
import type { Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { lineStart } from "../text.ts";

/** The deadline that the fix writes, in seconds. */
const offered = "600";

/**
 * Mirrors `getOperationPhase` in gitops-engine/pkg/sync/sync_context.go and `getBatchv1JobHealth` in
 * gitops-engine/pkg/health/health_job.go.
 */
export const hookWithoutDeadline: Rule = {
  id: "hook-without-deadline",
  severity: "hint",
  summary: "A hook Job without activeDeadlineSeconds can keep a sync waiting forever.",
  docs: `
Argo CD waits for a hook until it succeeds or fails, by default without a time limit.
A Job whose Pod cannot be scheduled, cannot pull its image or never finishes does neither, so the sync never ends and no other sync can start.
Set \`activeDeadlineSeconds\` in the \`spec\` of the Job to make it fail after that time.
`,
  *check(subject) {
    if (!isJob(subject) || behaviourWith(subject).role !== "hook" || !isUnlimited(subject)) return;
    const own = knownAnnotations(subject, hook);
    for (const { annotation } of own.length > 0 ? own : knownAnnotations(subject, helmHook)) {
      yield {
        span: valueSpan(subject, annotation),
        message: `Argo CD waits for this Job without a time limit: if the Job never finishes, neither does the sync. Set "activeDeadlineSeconds" in its "spec".`,
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

/** Whether the Job is written out and neither it nor its Pod has a deadline. */
function isUnlimited(subject: Subject): boolean {
  const spec = nodeAt(subject.manifest.node, "spec");
  const podSpec = nodeAt(spec, "template", "spec");
  if (podSpec?.type !== "map" || mayPrintInto(subject, podSpec)) return false;
  return [spec, podSpec].every((node) => nodeAt(node, "activeDeadlineSeconds") === undefined);
}

/** Whether a template prints lines indented no deeper than the keys of the Pod's `spec`: one of them could be a deadline. */
function mayPrintInto({ text, actions, manifest }: Subject, podSpec: MapNode): boolean {
  const first = podSpec.entries[0];
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
