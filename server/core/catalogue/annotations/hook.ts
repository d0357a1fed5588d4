import { annotationKeys } from "../../sync/annotations.ts";
import { type HookType, hookTypes } from "../../sync/hook.ts";
import type { AnnotationSpec, ItemSpec } from "../annotation.ts";
import { list } from "../values.ts";

const words: Readonly<Record<HookType, Omit<ItemSpec, "value">>> = {
  PreSync: {
    summary: "Runs before the resources of the application are applied, and must succeed for the sync to go on.",
    since: "1.0",
  },
  Sync: {
    summary: "Runs together with the resources of the application, in its wave, once every PreSync hook has succeeded.",
    since: "1.0",
  },
  PostSync: { summary: "Runs after every resource is applied and healthy.", since: "1.0" },
  SyncFail: { summary: "Runs only when the sync has failed.", since: "1.2" },
  Skip: {
    summary: "Keeps Argo CD from applying this manifest. It counts only where it is the only hook type.",
    since: "1.0",
  },
  PreDelete: { summary: "Runs when the application is deleted, before its resources go.", since: "3.3" },
  PostDelete: { summary: "Runs when the application is deleted, after its resources are gone.", since: "2.10" },
};

export const hook: AnnotationSpec = {
  key: annotationKeys.hook,
  summary: "Makes the resource a hook, which runs in the phases listed.",
  details: `
A hook is applied in its phases instead of with the other resources, and the sync waits until it has succeeded.
Its sync wave orders it among what runs in the same phase.
With no valid hook type Argo CD never applies the resource and says nothing about it.
Hooks do not run in a selective sync or a self-heal, and a commit that changes only hooks does not make the application out of sync.
`,
  value: list(
    "hook type",
    hookTypes.map((value) => ({ value, ...words[value] })),
  ),
  absent: "The resource is no hook, unless `helm.sh/hook` makes it one.",
  badValue: "A hook type that Argo CD does not know is ignored; with no valid one left the resource is never applied.",
  readOn: "any resource",
  readFrom: "manifest",
  reader: "Argo CD",
  writer: "people",
  since: "1.0",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/#how-do-i-configure-phases",
  mistakenFor: ["argocd.argoproj.io/hooks", "argocd.argoproj.io/hook-type", "argocd.argoproj.io/hook-phase"],
};
