import { nodeAt } from "../manifest/node.ts";
import type { RosterMember } from "../roster/roster.ts";
import { missingKinds } from "../sync/missing-kind.ts";
import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import { named, nameSpan } from "../rule-kit/application-words.ts";
import { kindsMadeBy } from "../rule-kit/made-kinds.ts";
import { areOptionsKnown, optionFixes, skipDryRun } from "../rule-kit/option-faults.ts";
import { firstTurn } from "../rule-kit/timing.ts";

/** Mirrors `getSyncTasks` and `hasCRDOfGroupKind` in gitops-engine/pkg/sync/sync_context.go, which only look for CustomResourceDefinitions. */
export const kindNotKnownYet: ApplicationRule = {
  id: "kind-not-known-yet",
  scope: "application",
  severity: "warning",
  summary: "A sync fails before it applies what makes a kind, if it also has resources of that kind.",
  docs: `
A sync looks up all kinds before it applies anything, and fails as a whole if the cluster does not know one of them.
Of the resources of the sync, only a CustomResourceDefinition counts as a kind to come.
Gatekeeper makes a kind from a ConstraintTemplate, Crossplane from a CompositeResourceDefinition and kro from a ResourceGraphDefinition, only after these have been applied.
So in a new cluster, a sync with both the maker and a resource of its kind fails each time, and never applies the maker.
With \`${skipDryRun}\` on the resource of the new kind, the sync begins; a later wave than that of the maker gives the kind time to appear.
On the maker, the option has no effect, because the cluster knows that kind.
Kinds that something else of the application may install are reported by [\`kind-installed-later\`](kind-installed-later.md).
`,
  *check({ application, members }) {
    const makers = makersIn(members);
    if (makers.size === 0) return;
    const { plan, planOptions } = application;
    const meaning = missingKinds(
      { plan, resources: members.map(({ member }) => member.resource) },
      planOptions.syncOptions ?? [],
    );
    for (const entry of members) {
      const { manifest, resource } = entry.member;
      const maker = makers.get(`${manifest.group}/${manifest.kind}`);
      const turn = firstTurn(entry);
      if (maker === undefined || turn === undefined || !areOptionsKnown(entry) || meaning(resource) !== "stops")
        continue;
      const made = firstTurn(maker);
      const isLater = made !== undefined && made.position < turn.position;
      yield {
        member: entry.member,
        span: nodeAt(manifest.node, "kind")?.span ?? nameSpan(entry),
        message: `A cluster knows "${manifest.kind}" only some time after ${named(maker)} is applied, but a sync looks up all kinds before it applies anything, so in a new cluster the whole sync fails. Add "${skipDryRun}" to ${named(entry)}${isLater ? "" : `, and give it a later wave than the ${maker.member.manifest.kind}`}.`,
        related: [{ member: maker.member, span: nameSpan(maker), message: `${named(maker)} makes the kind.` }],
        fixes: () => optionFixes([entry], { title: `Add "${skipDryRun}" to ${named(entry)}`, added: skipDryRun }),
      };
    }
  },
  examples: [
    {
      title: "A constraint beside its template",
      files: {
        "policy.yaml": `
apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata:
  name: owner
  annotations:
    argocd.argoproj.io/sync-wave: "-1"
spec:
  crd:
    spec:
      names:
        kind: Owner
---
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: Owner
#     ^^^^^ A cluster knows "Owner" only some time after ConstraintTemplate "owner" is applied, but a sync looks up all kinds before it applies anything, so in a new cluster the whole sync fails. Add "SkipDryRunOnMissingResource=true" to Owner "namespaces".
metadata:
  name: namespaces
`,
      },
    },
    {
      title: "A constraint that the sync does not look up first",
      files: {
        "policy.yaml": `
apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata:
  name: owner
spec:
  crd:
    spec:
      names:
        kind: Owner
---
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: Owner
metadata:
  name: namespaces
  annotations:
    argocd.argoproj.io/sync-wave: "1"
    argocd.argoproj.io/sync-options: SkipDryRunOnMissingResource=true
`,
      },
    },
  ],
};

/** What makes which kind, by `GROUP/KIND`. */
function makersIn(members: readonly RosterMember[]): ReadonlyMap<string, RosterMember> {
  return new Map(members.flatMap((entry) => kindsMadeBy(entry.member).map((kind) => [kind, entry] as const)));
}
