import { type ExplainedTask, type Explanation, operationOf } from "../../live/explain.ts";
import type { LiveKey } from "../../live/live-application.ts";
import { argocdApp, approve, kubectl } from "./commands.ts";
import { nameIn, namesIn, withFate } from "./explain-words.ts";
import { failureHelp } from "./help-failures.ts";

/** Something that helps: a sentence, and the command that does it, if one does. */
export interface Help {
  readonly advice: string;
  readonly command?: string;
}

/** How many resources get help of their own. */
const most = 3;

/** What usually helps, the most promising first. */
export function helpFor(explanation: Explanation): readonly Help[] {
  const { state, live } = explanation;
  switch (state) {
    case "unseen":
      return [{ advice: "Take the Application from the cluster:", command: argocdApp("get", live) + " --output json" }];
    case "never-synced":
      return neverSyncedHelp(explanation);
    case "requested":
      return [
        {
          advice:
            "If it stays so, look at the Pods and the log of the application controller: it starts a sync within seconds, unless it is not running or busy.",
        },
      ];
    case "blocked":
      return [
        {
          advice:
            "Wait for the window, or change spec.syncWindows of the AppProject; manualSync: true lets syncs through that somebody starts.",
        },
      ];
    case "waiting":
      return waitHelp(explanation);
    case "terminating":
      return [
        {
          advice: "If it stays so, a hook cannot be deleted: look at the finalizers of the hooks that still run.",
        },
      ];
    case "failed":
    case "retrying":
      return failureHelp(explanation);
    case "running":
    case "succeeded":
      return hookOnlyHelp(explanation);
  }
}

function neverSyncedHelp(explanation: Explanation): readonly Help[] {
  const { live } = explanation;
  const isBroken = live.conditions.some(({ type }) => type === "ComparisonError" || type === "InvalidSpecError");
  if (isBroken) return failureHelp({ ...explanation, cause: "comparison" });
  if (live.automated)
    return [
      {
        advice: "Argo CD starts the first sync by itself once it has found a difference.",
        ...hardRefresh(explanation),
      },
      ...hookOnlyHelp(explanation),
    ];
  return [{ advice: "Nobody has turned on automated sync, so sync by hand:", command: argocdApp("sync", live) }];
}

function hardRefresh({ live }: Explanation): { readonly command: string } {
  return { command: `${argocdApp("get", live)} --hard-refresh` };
}

/** Hooks have no sync status. Mirrors `CompareAppState` in controller/state.go and `autoSync` in controller/appcontroller.go. */
function hookOnlyHelp({ live }: Explanation): readonly Help[] {
  if (!live.automated || live.resources.some(({ hook }) => !hook) || live.sync.status !== "Synced") return [];
  return [
    {
      advice:
        "The application has only hooks, and those never make it OutOfSync: automated sync does not start when a hook changes. Sync by hand, or add a resource that changes with it:",
      command: argocdApp("sync", live),
    },
  ];
}

function waitHelp(explanation: Explanation): readonly Help[] {
  const { wait, live } = explanation;
  const awaited = withFate(explanation, "waits");
  const first: LiveKey = awaited[0] ?? { namespace: "", group: "", kind: "", name: "", ...wait?.first };
  const destination = live.declared.namespace;
  switch (wait?.kind) {
    case "hook":
    case "health":
      return [
        ...awaited
          .slice(0, most)
          .flatMap((task) => (task.hook ? hookHelp(task, destination) : healthHelp(task, destination))),
        ...(awaited.length === 0 ? [describe(first, destination)] : []),
        terminateHelp(explanation),
      ];
    case "deletion":
    case "hook-deletion":
      return [
        {
          advice: `If ${nameIn(first)} stays, a finalizer keeps it. See which one, and find out why its controller does not remove it:`,
          command: kubectl("get", first, destination, "--output jsonpath='{.metadata.finalizers}'"),
        },
        terminateHelp(explanation),
      ];
    case "pruning-confirmation":
      return approvalHelp(explanation, awaited);
    default:
      return [];
  }
}

function approvalHelp({ live, approval }: Explanation, awaited: readonly ExplainedTask[]): readonly Help[] {
  const since = live.operation?.startedAt ?? "";
  const wrong =
    approval === "too-early"
      ? `The approval that it has, ${live.approved}, is older than this sync, which began at ${since}. `
      : approval === "unreadable"
        ? `The approval that it has, "${live.approved}", is not a time such as 2026-01-31T12:00:00Z. `
        : "";
  const what = awaited.length === 0 ? "the prunings" : namesIn(awaited);
  return [
    {
      advice: `${wrong}To let Argo CD delete ${what}, approve it with the annotation argocd.argoproj.io/deletion-approved on the Application, whose value is a time after the start of the sync:`,
      command: argocdApp("confirm-deletion", live),
    },
    { advice: "Without the argocd command, in the cluster of Argo CD:", command: approve(live) },
    {
      advice:
        "To keep what would be deleted, put its manifest back, or set Prune=false in the argocd.argoproj.io/sync-options of the object in the cluster; then terminate the sync:",
      command: argocdApp("terminate-op", live),
    },
  ];
}

function describe(key: LiveKey, destination: string): Help {
  return { advice: `See what holds ${nameIn(key)}:`, command: kubectl("describe", key, destination) };
}

function hookHelp(task: ExplainedTask, destination: string): readonly Help[] {
  if (task.resource?.health.status === "Suspended") return [suspendedHelp(task), describe(task, destination)];
  const isJob = task.group === "batch" && task.kind === "Job";
  if (!isJob && task.kind !== "Pod") return [describe(task, destination)];
  const hint = isJob
    ? [
        {
          advice:
            "A Job without activeDeadlineSeconds may run forever. With one, the hook fails, and so does the sync.",
        },
      ]
    : [];
  return [
    {
      advice: `Look at what ${nameIn(task)} prints:`,
      command: kubectl("logs", task, destination, "--all-containers --tail=100"),
    },
    { advice: "If it prints nothing, its Pod may not start:", command: kubectl("describe", task, destination) },
    ...hint,
  ];
}

function suspendedHelp(task: ExplainedTask): Help {
  return { advice: `${nameIn(task)} is suspended or paused, which Argo CD waits for without an end: resume it.` };
}

const workloads: ReadonlySet<string> = new Set(["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet"]);

function healthHelp(task: ExplainedTask, destination: string): readonly Help[] {
  if (task.resource?.health.status === "Suspended") return [suspendedHelp(task)];
  const kind = `${task.group}/${task.kind}`;
  const help = describe(task, destination);
  if (workloads.has(kind)) {
    return [
      help,
      {
        advice: `See why the Pods of ${nameIn(task)} are not ready:`,
        command: kubectl("logs", task, destination, "--all-containers --tail=100"),
      },
    ];
  }
  switch (kind) {
    case "/PersistentVolumeClaim":
      return [
        help,
        {
          advice:
            "With a StorageClass of volumeBindingMode WaitForFirstConsumer, a claim stays Pending until a Pod uses it. If that Pod comes in a later wave, neither goes on: put both into one wave.",
        },
      ];
    case "/Service":
    case "networking.k8s.io/Ingress":
    case "extensions/Ingress":
      return [
        help,
        {
          advice: `${nameIn(task)} is healthy once its load balancer has an address: see whether the cluster has a controller that gives it one.`,
        },
      ];
    default:
      return [help];
  }
}

/** What a termination does. Mirrors `Terminate` and `terminateHooksPreemptively` in gitops-engine/pkg/sync/sync_context.go. */
function terminateHelp(explanation: Explanation): Help {
  return { advice: "To give up, terminate the sync:", command: argocdApp("terminate-op", explanation.live) };
}

/** What is in the cluster after a termination of the sync; empty where there is nothing to terminate. */
export function terminationLines(explanation: Explanation): readonly string[] {
  const { state, live } = explanation;
  if (operationOf(explanation) === undefined || (state !== "waiting" && state !== "terminating")) return [];
  const deleted = explanation.tasks.filter(({ hook, result }) => hook && result?.hookPhase === "Running");
  const finished = explanation.tasks.filter(
    ({ hook, result }) => hook && result !== undefined && result.hookPhase !== "Running",
  );
  const applied = withFate(explanation, "ran", "waits").filter(
    ({ hook, resource }) => !hook && resource?.requiresPruning !== true,
  );
  return [
    ...(deleted.length > 0 ? [`Deleted, because they still run: ${namesIn(deleted)}.`] : []),
    ...(finished.length > 0
      ? [`Stays, because delete policies do not apply to a sync that is terminated: ${namesIn(finished)}.`]
      : []),
    ...(applied.length > 0 ? [`Stays as it is: ${namesIn(applied)}.`] : []),
    "No SyncFail hook runs, and the sync is not tried again.",
    ...(live.automated ? ["Automated sync does not try this revision again."] : []),
  ];
}
