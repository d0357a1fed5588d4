import type { ExplainedTask, Explanation } from "../../live/explain.ts";
import { type Trouble, troubleIn } from "../../live/trouble.ts";
import { argocdApp, kubectl } from "./commands.ts";
import { nameIn, namesIn, withFate } from "./explain-words.ts";
import type { Help } from "./help.ts";

/** What helps after a failure. */
export function failureHelp(explanation: Explanation): readonly Help[] {
  const { cause, live } = explanation;
  switch (cause) {
    case "comparison":
      return [
        {
          advice: "Argo CD syncs nothing until this is fixed. Once it is, let it read the manifests again:",
          command: `${argocdApp("get", live)} --hard-refresh`,
        },
      ];
    case "shared":
      return [
        {
          advice:
            "Remove the resource from one of the two applications, or the sync option FailOnSharedResource=true from this one.",
        },
      ];
    case "terminated":
      return [{ advice: "Sync again once the cause is gone:", command: argocdApp("sync", live) }];
    case "before":
      return [];
    default:
      return [...troubleHelp(explanation), ...hookHelp(explanation), ...stopHelp(explanation)];
  }
}

function stopHelp({ state, live }: Explanation): readonly Help[] {
  if (state !== "retrying") return [];
  return [
    {
      advice: "To stop the retries of this revision, terminate the sync:",
      command: argocdApp("terminate-op", live),
    },
  ];
}

/** One remedy for all resources with the same trouble. */
function troubleHelp(explanation: Explanation): readonly Help[] {
  const byTrouble = new Map<Trouble, ExplainedTask[]>();
  for (const task of withFate(explanation, "failed")) {
    const trouble = troubleIn(task.result?.message ?? "");
    if (trouble === undefined) continue;
    const others = byTrouble.get(trouble);
    if (others === undefined) byTrouble.set(trouble, [task]);
    else others.push(task);
  }
  return [...byTrouble].map(([trouble, tasks]) => ({ advice: `${namesIn(tasks)}: ${remedies[trouble]}` }));
}

const remedies: Readonly<Record<Trouble, string>> = {
  "missing-kind":
    "the cluster does not know this kind or version. Install its CustomResourceDefinition first. If something in this application creates it (a chart, an operator, another Application), set SkipDryRunOnMissingResource=true in the argocd.argoproj.io/sync-options of the resource.",
  "missing-version":
    "the cluster has this kind in another group or version, which the message names. Change the apiVersion of the manifest to that, or update the CustomResourceDefinition.",
  immutable:
    "a field has changed that cannot change. Delete the object, or set Force=true,Replace=true in its argocd.argoproj.io/sync-options, which deletes it and creates it again. Make a Job that runs at each sync a hook.",
  "too-long":
    "the manifest is too large for the annotation that kubectl apply writes. Set ServerSideApply=true in its argocd.argoproj.io/sync-options.",
  "missing-namespace":
    "its namespace does not exist. Add the Namespace to the application, or the sync option CreateNamespace=true, which creates that of the destination.",
  "invalid-field":
    "the manifest does not fit the schema of its kind. Correct the field; Validate=false in its argocd.argoproj.io/sync-options only hides it.",
  "not-permitted":
    "the AppProject does not permit it. Add its kind or namespace to the project, or move the application to another project.",
  webhook: "an admission webhook of the cluster refuses it. Correct what its message names.",
  quota: "the ResourceQuota of the namespace is used up. Raise it, or ask for less.",
  forbidden:
    "Argo CD is not allowed to do this in the cluster. Give its ServiceAccount the right in a Role or ClusterRole.",
  conflict:
    "another controller owns a field of it. Leave the field out of the manifest, or leave it to that controller with ignoreDifferences and RespectIgnoreDifferences=true.",
  "too-many-failures": "its Pods failed more often than its backoffLimit allows (6 times by default).",
  deadline: "it ran longer than its activeDeadlineSeconds. Make it faster, or give it more time.",
  "progress-deadline":
    "its Pods were not ready within progressDeadlineSeconds (10 minutes by default), so it counts as Degraded and the sync fails. See why they do not become ready, or give them more time.",
  gone: "something has deleted it during the sync. Find out what does: an operator, a TTL of the Job (ttlSecondsAfterFinished), or another application.",
};

function hookHelp(explanation: Explanation): readonly Help[] {
  const { live, state } = explanation;
  const destination = live.declared.namespace;
  return withFate(explanation, "failed")
    .filter(({ result }) => result?.status !== "SyncFailed")
    .slice(0, 3)
    .map((task): Help => {
      const isRunner = task.kind === "Job" || task.kind === "Pod";
      const command = isRunner
        ? kubectl("logs", task, destination, "--all-containers --tail=100")
        : kubectl("describe", task, destination);
      return {
        advice: `${goneWords(task, state)}${isRunner ? `Look at what ${nameIn(task)} printed:` : `See what is wrong with ${nameIn(task)}:`}`,
        command,
      };
    });
}

/** Which policy deletes a failed hook, and with it what it printed. */
function goneWords({ hook, policies }: ExplainedTask, state: Explanation["state"]): string {
  if (!hook || policies === undefined) return "";
  if (policies.includes("HookFailed"))
    return "Its delete policy HookFailed deletes it after a failure, with its logs. ";
  if (!policies.includes("BeforeHookCreation")) return "";
  return state === "retrying"
    ? "It stays until the next attempt, which deletes it (BeforeHookCreation). "
    : "It stays until the next sync, which deletes it (BeforeHookCreation). ";
}
