import { isOwnKey } from "../catalogue/keys.ts";
import { type Entry, entryOf, nodeAt } from "../manifest/node.ts";
import type { Application } from "../application/application.ts";
import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import { contentOf, isTemplated } from "../application/as-deployed.ts";
import { removeField } from "../rule-kit/field-fixes.ts";
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
  summary: "A Job that is deleted some time after it has finished is missing, so the application is OutOfSync.",
  docs: `
With \`ttlSecondsAfterFinished\`, Kubernetes deletes a Job some time after it has finished; a \`ttlStrategy\` makes Argo Workflows do the same with a Workflow.
A Job that is not a hook is a part of the application, so the application is OutOfSync without it.
With \`selfHeal: true\`, Argo CD creates the Job again and so runs it again and again; otherwise the application stays OutOfSync until the next sync, which runs the Job again.
Remove \`ttlSecondsAfterFinished\` so that the Job stays, or make the Job a hook: hooks do not count for the sync status, and run once in each sync.
Where no Application object says that the Job is deployed, it is reported only if it has annotations of Argo CD.
`,
  *check({ members, application }) {
    for (const member of members) {
      const expiry = expiryOf(member);
      if (expiry === undefined || firstTurn(member) === undefined || !isDeployed(application, member)) continue;
      const { by, entry } = expiry;
      const { kind } = member.member.manifest;
      yield {
        member: member.member,
        span: { start: entry.key.span.start, end: entry.key.span.end },
        message: `${by} deletes this ${kind} ${timeWords(expiry)} it has finished. ${costIn(application, kind)} Remove "${entry.key.text}", or make the ${kind} a hook.`,
        related: [],
        fixes: () => removeField(member, entry),
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
      title: "A Workflow that is a part of the application",
      files: {
        "workflow.yaml": `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: import
  annotations:
    argocd.argoproj.io/sync-wave: "1"
spec:
  entrypoint: main
  ttlStrategy:
    secondsAfterCompletion: 300
  # ^^^^^^^^^^^^^^^^^^^^^^ Argo Workflows deletes this Workflow 300 seconds after it has finished. Then the application is OutOfSync, and the next sync runs the Workflow again: with selfHeal at once, and so again and again. Remove "secondsAfterCompletion", or make the Workflow a hook.
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

/** What deletes a resource that has finished. */
interface Expiry {
  /** The entry that says after how long. */
  readonly entry: Entry;
  readonly by: string;
  /** After how many seconds. */
  readonly seconds: string;
}

/** The kinds that run once and that a controller deletes, with the fields below `spec` that make it do so. */
const expiring: ReadonlyMap<string, { readonly by: string; readonly paths: readonly (readonly string[])[] }> = new Map([
  ["batch/Job", { by: "Kubernetes", paths: [["ttlSecondsAfterFinished"]] }],
  [
    "argoproj.io/Workflow",
    {
      by: "Argo Workflows",
      paths: [
        ["ttlStrategy", "secondsAfterCompletion"],
        ["ttlStrategy", "secondsAfterSuccess"],
      ],
    },
  ],
]);

/** What deletes a plain resource, if that is certain: a patch or a template may change it. What is suspended does not finish. */
function expiryOf({ behaviour, provisional, member }: RosterMember): Expiry | undefined {
  const manifest = contentOf(member);
  const kind = manifest && expiring.get(`${manifest.group}/${manifest.kind}`);
  if (kind === undefined || behaviour.role !== "resource" || provisional) return undefined;
  // A template may leave it out.
  const spec = isTemplated(member) ? undefined : nodeAt(manifest?.node, "spec");
  if (nodeAt(spec, "suspend") !== undefined) return undefined;
  for (const path of kind.paths) {
    const entry = entryOf(nodeAt(spec, ...path.slice(0, -1)), path.at(-1) ?? "");
    if (entry?.value.type === "scalar" && entry.value.scalarType === "number")
      return { entry, by: kind.by, seconds: entry.value.text };
  }
  return undefined;
}

function isDeployed({ declared }: Application, { member: { manifest } }: RosterMember): boolean {
  return declared || manifest.annotations.some(({ key }) => isOwnKey(key.text));
}

function timeWords({ seconds }: Expiry): string {
  if (seconds === "0") return "as soon as";
  return `${seconds} ${seconds === "1" ? "second" : "seconds"} after`;
}

function costIn({ declared, planOptions: { automated } }: Application, kind: string): string {
  if (automated?.selfHeal === true)
    return `Then the application is OutOfSync, and selfHeal creates the ${kind} again, so it runs again and again.`;
  if (automated !== undefined || declared)
    return `Then the application is OutOfSync until the next sync, which runs the ${kind} again.`;
  return `Then the application is OutOfSync, and the next sync runs the ${kind} again: with selfHeal at once, and so again and again.`;
}
