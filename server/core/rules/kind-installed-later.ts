import type { Manifest } from "../manifest/manifest.ts";
import { contentOf } from "../application/as-deployed.ts";
import { nodeAt } from "../manifest/node.ts";
import type { Roster, RosterMember } from "../roster/roster.ts";
import { missingKinds } from "../sync/missing-kind.ts";
import { isKnownIn, latestVersion } from "../versions.ts";
import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import { named, nameSpan } from "../rule-kit/application-words.ts";
import { type Installer, installerOf, isInstalled } from "../rule-kit/kind-installers.ts";
import { kindsMadeBy } from "../rule-kit/made-kinds.ts";
import { areOptionsKnown, optionFixes, skipDryRun } from "../rule-kit/option-faults.ts";
import { firstTurn } from "../rule-kit/timing.ts";

/** Mirrors `getSyncTasks` and `hasCRDOfGroupKind` in gitops-engine/pkg/sync/sync_context.go, which only look for CustomResourceDefinitions. */
export const kindInstalledLater: ApplicationRule = {
  id: "kind-installed-later",
  scope: "application",
  severity: "information",
  summary: "A sync looks up all kinds before an operator, a child application or a Job of it can install one.",
  docs: `
A sync looks up all kinds before it applies anything, and fails as a whole if the cluster does not know one of them.
A CustomResourceDefinition of the same sync counts, but not one that something else of it brings: the operator of a Subscription, a child Application, a HelmRelease, or a Job that installs definitions.
In a new cluster, such a sync then fails each time, and never applies what would bring the kind.
With \`${skipDryRun}\` on the resource of that kind, the sync begins; a later wave gives the kind time to appear.
Names alone tell what installs what, so this is reported once for an application, and only if they fit.
Kinds that come with the cluster or its platform are not reported, and neither is an application of which a part cannot be read.
`,
  *check(roster) {
    const [first, ...more] = awaitingInstallers(roster);
    if (first === undefined) return;
    const { entry, installer } = first;
    const { kind } = entry.member.manifest;
    const all = [entry, ...more.map((it) => it.entry)];
    const { version = latestVersion } = roster.application.planOptions;
    const others = more.length === 0 ? "" : ` and ${more.length} more`;
    const ofAll = more.length > 0 && isKnownIn("3.1", version) ? ', or to the "syncOptions" of the Application' : "";
    yield {
      member: entry.member,
      span: nodeAt(entry.member.manifest.node, "kind")?.span ?? nameSpan(entry),
      message: `If ${named(installer)} brings the kind "${kind}", the first sync in a cluster fails as a whole, because it looks up all kinds before it applies anything. Then add "${skipDryRun}" to ${named(entry)}${others}${ofAll}.`,
      related: [
        { member: installer.member, span: nameSpan(installer), message: `${named(installer)} may bring the kind.` },
      ],
      fixes: () => optionFixes(all, { title: `Add "${skipDryRun}" to ${named(entry)}${others}`, added: skipDryRun }),
    };
  },
  examples: [
    {
      title: "A Job that installs definitions",
      files: {
        "crds.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: install-crds
  annotations:
    argocd.argoproj.io/hook: PreSync
spec:
  activeDeadlineSeconds: 300
  template: {}
`,
        "shop.yaml": `
apiVersion: shops.example.com/v1
kind: Shop
#     ^^^^ If Job "install-crds" brings the kind "Shop", the first sync in a cluster fails as a whole, because it looks up all kinds before it applies anything. Then add "SkipDryRunOnMissingResource=true" to Shop "main".
metadata:
  name: main
`,
      },
    },
    {
      title: "The operator of a Subscription, in a sync that begins without its kinds",
      files: {
        "operator.yaml": `
apiVersion: operators.coreos.com/v1alpha1
kind: Subscription
metadata:
  name: shop-operator
`,
        "shop.yaml": `
apiVersion: shops.example.com/v1
kind: Shop
metadata:
  name: main
  annotations:
    argocd.argoproj.io/sync-wave: "1"
    argocd.argoproj.io/sync-options: SkipDryRunOnMissingResource=true
`,
      },
    },
  ],
};

interface Awaiting {
  readonly entry: RosterMember;
  readonly installer: RosterMember;
}

/** The resources whose kinds the sync cannot look up in a new cluster, if what may install these does. */
function awaitingInstallers({ application, members }: Roster): readonly Awaiting[] {
  const { plan, planOptions, unread = [], failures } = application;
  const installers = installersIn(members);
  // What is not read may hold the definitions.
  if (installers.length === 0 || unread.length > 0 || failures.length > 0) return [];
  const meaning = missingKinds(
    { plan, resources: members.map(({ member }) => member.resource) },
    planOptions.syncOptions ?? [],
  );
  const made = new Set(members.flatMap(({ member }) => kindsMadeBy(member)));
  return members.flatMap((entry) => {
    const { manifest, resource } = entry.member;
    if (!isInstalled(manifest) || made.has(`${manifest.group}/${manifest.kind}`)) return [];
    const found = installers.find((it) => mayBringTo(it, entry));
    if (found === undefined || !areOptionsKnown(entry) || meaning(resource) !== "stops") return [];
    return [{ entry, installer: found.entry }];
  });
}

interface InstallingMember {
  readonly entry: RosterMember;
  readonly installs: Installer;
}

function installersIn(members: readonly RosterMember[]): readonly InstallingMember[] {
  return members.flatMap((entry) => {
    const manifest = firstTurn(entry) === undefined ? undefined : contentOf(entry.member);
    const installs = manifest && installerOf(manifest);
    return installs === undefined ? [] : [{ entry, installs }];
  });
}

function mayBringTo({ entry, installs }: InstallingMember, needing: RosterMember): boolean {
  const [turn, other] = [firstTurn(entry), firstTurn(needing)];
  if (turn === undefined || other === undefined || isSameKind(entry.member.manifest, needing.member.manifest))
    return false;
  const { group, kind } = needing.member.manifest;
  return (!installs.isJob || turn.position <= other.position) && installs.mayBring(group, kind);
}

function isSameKind(one: Manifest, other: Manifest): boolean {
  return one.group === other.group && one.kind === other.kind;
}
