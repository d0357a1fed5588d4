import { isOwnKey } from "../catalogue/keys.ts";
import { type Entry, entryOf, nodeAt } from "../manifest/node.ts";
import type { Application } from "../application/application.ts";
import { contentOf, isTemplated } from "../application/as-deployed.ts";
import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import { firstTurn } from "../rule-kit/timing.ts";
import type { RosterMember } from "../roster/roster.ts";

/**
 * Mirrors `CompareAppState` in controller/state.go, where an object of the manifests that is not in the cluster is OutOfSync, and
 * `autoSync` in controller/appcontroller.go.
 */
export const jobMadeAgain: ApplicationRule = {
  id: "job-made-again",
  scope: "application",
  severity: "warning",
  summary: "A Job that Kubernetes deletes after a time is missing in the cluster, so the application is OutOfSync.",
  docs: `
With \`ttlSecondsAfterFinished\`, Kubernetes deletes a Job some time after it has finished.
A Job that is not a hook is a part of the application, so the application is OutOfSync without it.
With \`selfHeal: true\`, Argo CD creates the Job again and so runs it again and again; otherwise the application stays OutOfSync until the next sync, which runs the Job again.
Remove \`ttlSecondsAfterFinished\` so that the Job stays, or make the Job a hook: hooks do not count for the sync status, and run once in each sync.
Where no Application object says that the Job is deployed, it is reported only if it has annotations of Argo CD.
`,
  *check({ members, application }) {
    for (const member of members) {
      const ttl = ttlOf(member);
      if (ttl === undefined || firstTurn(member) === undefined || !isDeployed(application, member)) continue;
      yield {
        member: member.member,
        span: { start: ttl.key.span.start, end: ttl.key.span.end },
        message: `Kubernetes deletes this Job ${ttlWords(ttl)} it has finished. ${costIn(application)} Remove "ttlSecondsAfterFinished", or make the Job a hook.`,
        related: [],
        fixes: () => [],
      };
    }
  },
  examples: [
    {
      title: "A Job that is a part of the application",
      files: {
        "job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: import
  annotations:
    argocd.argoproj.io/sync-wave: "1"
spec:
  ttlSecondsAfterFinished: 300
# ^^^^^^^^^^^^^^^^^^^^^^^ Kubernetes deletes this Job 300 seconds after it has finished. Then the application is OutOfSync, and the next sync runs the Job again: with selfHeal at once, and so again and again. Remove "ttlSecondsAfterFinished", or make the Job a hook.
  template: {}
`,
      },
    },
    {
      title: "A hook, which may be missing",
      files: {
        "job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: import
  annotations:
    argocd.argoproj.io/hook: PostSync
spec:
  activeDeadlineSeconds: 300
  ttlSecondsAfterFinished: 300
  template:
    spec:
      containers: []
`,
      },
    },
  ],
};

/** The entry that lets Kubernetes delete a plain Job, if it is certain. A suspended Job does not finish. */
function ttlOf({ behaviour, provisional, member }: RosterMember): Entry | undefined {
  const manifest = contentOf(member);
  if (manifest === undefined) return undefined;
  if (manifest.group !== "batch" || manifest.kind !== "Job" || behaviour.role !== "resource" || provisional)
    return undefined;
  const spec = nodeAt(manifest.node, "spec");
  const entry = entryOf(spec, "ttlSecondsAfterFinished");
  if (entry?.value.type !== "scalar" || entry.value.scalarType !== "number") return undefined;
  // A template may leave it out.
  if (isTemplated(member)) return undefined;
  return nodeAt(spec, "suspend") === undefined ? entry : undefined;
}

function isDeployed({ declared }: Application, { member: { manifest } }: RosterMember): boolean {
  return declared || manifest.annotations.some(({ key }) => isOwnKey(key.text));
}

function ttlWords({ value }: Entry): string {
  const text = value.type === "scalar" ? value.text : "";
  if (text === "0") return "as soon as";
  return `${text} ${text === "1" ? "second" : "seconds"} after`;
}

function costIn({ declared, planOptions: { automated } }: Application): string {
  if (automated?.selfHeal === true)
    return "Then the application is OutOfSync, and selfHeal creates the Job again, so it runs again and again.";
  if (automated !== undefined || declared)
    return "Then the application is OutOfSync until the next sync, which runs the Job again.";
  return "Then the application is OutOfSync, and the next sync runs the Job again: with selfHeal at once, and so again and again.";
}
