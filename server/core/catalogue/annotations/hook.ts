import { annotationKeys } from "../../sync/annotations.ts";
import { type HookType, hookTypes } from "../../sync/hook.ts";
import type { AnnotationSpec, ItemSpec } from "../annotation.ts";
import { list } from "../values.ts";

const words: Readonly<Record<HookType, Omit<ItemSpec, "value">>> = {
  PreSync: {
    summary: "Runs before the resources of the application are applied, and must succeed before the sync continues.",
    since: "1.0",
  },
  Sync: {
    summary:
      "Runs together with the resources of the application, in its wave, after all PreSync hooks have succeeded.",
    since: "1.0",
  },
  PostSync: { summary: "Runs after all resources are applied and healthy.", since: "1.0" },
  SyncFail: { summary: "Runs only if the sync fails.", since: "1.2" },
  Skip: {
    summary: "Keeps Argo CD from applying this manifest. It works only as the single hook type.",
    since: "1.0",
  },
  PreDelete: { summary: "Runs when the application is deleted, before its resources are deleted.", since: "3.3" },
  PostDelete: { summary: "Runs when the application is deleted, after its resources are gone.", since: "2.10" },
};

/**
 * Mirrors `IsHook`, `Skip` and `Types` in gitops-engine/pkg/sync/hook/hook.go, `Ignore` in gitops-engine/pkg/sync/ignore/ignore.go, `isHookOfType` in
 * controller/hook.go, and for what runs no hooks `SyncAppState` in controller/sync.go and `autoSync` in controller/appcontroller.go.
 */
export const hook: AnnotationSpec = {
  key: annotationKeys.hook,
  summary: "Makes the resource a hook that runs in the listed phases.",
  details: `
A hook is applied in its phases instead of with the other resources, and the sync waits until it succeeds.
Its sync wave orders it within each phase.
Without a valid hook type, Argo CD never applies the resource and reports nothing.
Before Argo CD 3.4, PreDelete and PostDelete have no effect beside other hook types.
Hooks do not run in a selective sync or a self-heal, and a commit that changes only hooks does not make the application OutOfSync.
`,
  value: list(
    "hook type",
    hookTypes.map((value) => ({ value, ...words[value] })),
  ),
  absent: "The resource is not a hook, unless `helm.sh/hook` makes it one.",
  badValue: "Argo CD ignores hook types that it does not know; if none is left, it never applies the resource.",
  readOn: "any resource",
  readFrom: "manifest",
  reader: "Argo CD",
  writer: "people",
  since: "1.0",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/#how-do-i-configure-phases",
  mistakenFor: ["argocd.argoproj.io/hooks", "argocd.argoproj.io/hook-type", "argocd.argoproj.io/hook-phase"],
};
