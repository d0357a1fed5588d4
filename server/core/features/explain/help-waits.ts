import type { ExplainedTask, Explanation } from "../../live/explain.ts";
import type { LiveKey } from "../../live/live-application.ts";
import { nodeAt } from "../../manifest/node.ts";
import { healthCheckOf, type KnownCheck } from "../../sync/health.ts";
import { fileWords } from "../awaited-words.ts";
import { argocdApp, approve, kubectl } from "./commands.ts";
import { nameIn, namesIn, withFate } from "./explain-words.ts";
import type { Help } from "./help.ts";

/** How many resources get help of their own. */
const most = 3;

/** What helps where a sync waits. */
export function waitHelp(explanation: Explanation): readonly Help[] {
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
          .flatMap((task) => (task.hook ? hookHelp(task, destination) : healthHelp(task, explanation))),
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
        "To keep it, set Prune=false in the argocd.argoproj.io/sync-options of the object in the cluster: the sync then goes on without deleting it. Or put its manifest back, and terminate this sync, which is of the revision without it:",
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
  return [
    {
      advice: `Look at what ${nameIn(task)} prints:`,
      command: kubectl("logs", task, destination, "--all-containers --tail=100"),
    },
    { advice: "If it prints nothing, its Pod may not start:", command: kubectl("describe", task, destination) },
    ...(isJob ? [deadlineHelp(task)] : []),
  ];
}

/** Whether Kubernetes ends a Job some time. */
function deadlineHelp(task: ExplainedTask): Help {
  if (task.manifest === undefined) {
    return {
      advice: "A Job without activeDeadlineSeconds may run forever. With one, the hook fails, and so does the sync.",
    };
  }
  const seconds = nodeAt(task.manifest, "spec", "activeDeadlineSeconds");
  return seconds?.type === "scalar"
    ? {
        advice: `Kubernetes ends ${nameIn(task)} after ${seconds.text} seconds (activeDeadlineSeconds), and then the sync fails.`,
      }
    : {
        advice: `${nameIn(task)} has no activeDeadlineSeconds, so it may run forever. With one, the hook fails, and so does the sync.`,
      };
}

function suspendedHelp(task: ExplainedTask): Help {
  return { advice: `${nameIn(task)} is suspended or paused, so Argo CD waits for it forever: resume it.` };
}

const workloads: ReadonlySet<string> = new Set(["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet"]);

function healthHelp(task: ExplainedTask, { live, application }: Explanation): readonly Help[] {
  if (task.resource?.health.status === "Suspended") return [suspendedHelp(task)];
  const kind = `${task.group}/${task.kind}`;
  const destination = live.declared.namespace;
  const help = describe(task, destination);
  const check = healthCheckOf(task, application?.planOptions);
  if (application !== undefined && check.is === "added") {
    const files = fileWords(application, check.added);
    return [
      help,
      { advice: `What makes a ${task.kind} healthy is written in ${files}, which adds a health check to Argo CD.` },
    ];
  }
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
      return [help, ...(check.is === "known" ? checkHelp(task, check.known) : [])];
  }
}

/** Where to read what makes a resource healthy: scripts say more of it than its status. */
function checkHelp(task: ExplainedTask, { file }: KnownCheck): readonly Help[] {
  if (!file.endsWith(".lua")) return [];
  return [{ advice: `What makes a ${task.kind} healthy is written in ${file} in the source of Argo CD.` }];
}

function terminateHelp({ live }: Explanation): Help {
  return { advice: "To give up, terminate the sync:", command: argocdApp("terminate-op", live) };
}
