import type { Explanation } from "../../live/explain.ts";
import { argocdApp } from "./commands.ts";
import { deletionHelp } from "./deletion-stage.ts";
import { failureHelp } from "./help-failures.ts";
import { waitHelp } from "./help-waits.ts";

/** Something that helps: a sentence, and the command that does it, if one does. */
export interface Help {
  readonly advice: string;
  readonly command?: string;
}

/** What usually helps, the most promising first. */
export function helpFor(explanation: Explanation): readonly Help[] {
  return [...deletionHelp(explanation), ...syncHelp(explanation)];
}

function syncHelp(explanation: Explanation): readonly Help[] {
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
            "Wait for the window, or change spec.syncWindows of the AppProject; manualSync: true lets syncs through that somebody starts. Argo CD does not end the sync before either, even if you terminate it.",
        },
      ];
    case "waiting":
      return waitHelp(explanation);
    case "terminating":
      return [
        {
          advice:
            "If it stays so, a sync window holds it, in which Argo CD does not end syncs either, or the application controller is busy or not running: look at spec.syncWindows of the AppProject, and at the log of the controller.",
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
