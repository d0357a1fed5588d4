import { annotationKeys } from "../sync/annotations.ts";
import { isNamespace } from "../sync/resource.ts";
import type { Roster } from "../roster/roster.ts";
import type { ApplicationFinding, ApplicationRule } from "../rule-kit/application-rule.ts";
import { nameSpan } from "../rule-kit/application-words.ts";
import { annotationPlace } from "../rule-kit/hook-places.ts";
import { optionFault, optionFixes } from "../rule-kit/option-faults.ts";

export const optionsTogether: ApplicationRule = {
  id: "options-together",
  scope: "application",
  severity: "warning",
  summary: "Some sync options work only together, and others fail together.",
  docs: `
\`Replace=true\` replaces an object in place, as \`kubectl replace\` does.
A Job, a Pod or a bound PersistentVolumeClaim cannot be replaced like that, even if nothing has changed: the cluster has added fields that the manifest lacks, such as the selector of a Job, and that cannot change.
Together with \`Force=true\`, each sync deletes the object and recreates it: right for a Job that runs in each sync, loss of data for a claim.
\`Force=true\` cannot be combined with server-side apply, whether \`ServerSideApply=true\` is in the annotation or in the Application.
In Argo CD 3.0.16, 3.1.4 and later, kubectl refuses the two together: the dry run succeeds, and then the sync fails.
Before that, and again since 3.6, \`Force=true\` has no effect there.
With \`Replace=true\` in addition, the object is replaced and not applied, so that works.
\`managedNamespaceMetadata\` is for a Namespace that \`CreateNamespace=true\` makes: where the application has a manifest of that Namespace, Argo CD applies only the manifest.
`,
  *check(roster) {
    const { application } = roster;
    yield* unusedMetadata(roster);
    const seen = new Set<string>();
    for (const entry of roster.members) {
      const fault = optionFault(application, entry);
      if (fault === undefined) continue;
      const place = fault.own ? annotationPlace(roster, entry, annotationKeys.syncOptions) : undefined;
      // A kustomization gives its annotations to several with one line.
      const key =
        place !== undefined && "fileName" in place ? `${place.span.start} ${place.fileName}` : `${entry.index}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield {
        ...(place ?? { member: entry.member, span: nameSpan(entry) }),
        message: fault.message,
        related: [],
        fixes: () => fault.changes.flatMap((change) => optionFixes([entry], change)),
      };
    }
  },
  examples: [
    {
      title: "A Job that is replaced",
      files: {
        "job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: import
  annotations:
    argocd.argoproj.io/sync-options: Replace=true
    #                                ^^^^^^^^^^^^ Once Job "import" is there, each sync that applies it fails: the cluster refuses to replace its selector and Pod template. Add "Force=true", so that each sync deletes the Job and runs it again, or remove "Replace=true".
`,
      },
    },
    {
      title: "A Job that is applied on the server",
      files: {
        "job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: import
  annotations:
    argocd.argoproj.io/sync-options: Force=true,ServerSideApply=true
    #                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Each sync fails at Job "import" after a dry run that succeeds: kubectl refuses "Force=true" with server-side apply. Remove "Force=true", or apply it on the client.
`,
      },
    },
    {
      title: "A Job that each sync deletes and runs again",
      files: {
        "job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: import
  annotations:
    argocd.argoproj.io/sync-options: Force=true,Replace=true
`,
      },
    },
    {
      title: "A Deployment that can be replaced",
      files: {
        "deployment.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/sync-options: Replace=true
`,
      },
    },
  ],
};

/** Mirrors `autoCreateNamespace` in gitops-engine/pkg/sync/sync_context.go and `CompareAppState` in controller/state.go. */
function* unusedMetadata({ members, application }: Roster): Generator<ApplicationFinding> {
  const { createNamespace, namespace } = application.planOptions;
  if (createNamespace?.managed !== true) return;
  for (const entry of members) {
    const { resource } = entry.member;
    const isManifest = entry.behaviour.role === "resource" && !entry.isConditional && !entry.provisional;
    if (!isManifest || !isNamespace(resource) || resource.name !== namespace) continue;
    yield {
      member: entry.member,
      span: nameSpan(entry),
      message: `Argo CD applies this manifest of the Namespace and does not use "managedNamespaceMetadata" of the Application. Write its labels and annotations here, or remove this manifest.`,
      related: [],
      fixes: () => [],
    };
  }
}
