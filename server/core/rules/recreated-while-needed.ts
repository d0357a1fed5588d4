import type { Use } from "../needs/other-uses.ts";
import type { Reference } from "../needs/reference.ts";
import { named, nameSpan } from "../rule-kit/application-words.ts";
import type { ApplicationFinding, ApplicationRule } from "../rule-kit/application-rule.ts";
import { removeHooks } from "../rule-kit/hook-places.ts";
import { isHookWith, neededByHooks, neededLater, usedLater } from "../rule-kit/needed-later.ts";
import { type RosterMember, staysInCluster } from "../roster/roster.ts";

/** What it costs in running Pods that one is recreated, by the kind that they need. */
const costs: ReadonlyMap<string, string> = new Map([
  [
    "ServiceAccount",
    "the tokens of running Pods belong to the deleted account, so they lose their rights until the tokens are renewed",
  ],
  ["PersistentVolumeClaim", "the deletion waits for the Pods that use it, and its data may be lost"],
]);

/** What it costs where no Pods need it. */
const costsOfUse: Readonly<Record<Use["by"], string>> = {
  routing: "without its certificate it serves another one or none",
  pulls: "a Pod that starts in between cannot pull its image with it",
  controller: "its controller does not find it in between",
};

export const recreatedWhileNeeded: ApplicationRule = {
  id: "recreated-while-needed",
  scope: "application",
  severity: "information",
  summary: "A resource that stays needs a hook that every sync deletes and recreates.",
  docs: `
With the delete policy \`BeforeHookCreation\`, which is the default, each sync deletes and recreates the hook of the last one.
A Pod that starts in between does not find it, and if the sync fails before it is created, no Pod finds it any more.
An Ingress has no certificate in between, and a custom resource does not find the Secret that it names.
Hooks are never out of sync: Argo CD does not restore one that somebody deletes or changes, not even with self-heal.
Order what lasting resources need with a sync wave instead.
A hook before the Sync phase finds only other hooks, so what such hooks need as well should be there twice: once as a hook, and once as a resource with another name.
A hook with \`HookSucceeded\` is reported by [\`deleted-while-needed\`](deleted-while-needed.md).
`,
  *check(roster) {
    const forHooks = neededByHooks(roster);
    const isRecreated = (it: RosterMember): boolean =>
      isHookWith(it, "BeforeHookCreation") && !isHookWith(it, "HookSucceeded") && !isLate(it);
    const findingOf = (needing: RosterMember, reference: Reference, { found, cost }: Provided): ApplicationFinding => {
      const isShared = found.some((it) => forHooks.has(it));
      const advice = isShared
        ? "Give the hooks that need it one of their own, and order this one with a sync wave"
        : "Order it with a sync wave instead";
      return {
        member: needing.member,
        span: reference.span,
        message: `This ${needing.member.manifest.kind} needs ${reference.kind} "${reference.name}", a hook that every sync deletes and recreates: ${cost}, and Argo CD does not restore a hook that is lost. ${advice}.`,
        related: found.map((it) => ({
          member: it.member,
          span: nameSpan(it),
          message: `${named(it)} is deleted and recreated.`,
        })),
        fixes: () => (isShared ? [] : removeHooks(found)),
      };
    };
    for (const { needing, use, found } of usedLater(roster)) {
      if (found.every(isRecreated)) yield findingOf(needing, use, { found, cost: costsOfUse[use.by] });
    }
    for (const { needing, reference, found } of neededLater(roster)) {
      if (!staysInCluster(needing) || !found.every(isRecreated)) continue;
      const cost = costs.get(reference.kind) ?? "a Pod that starts in between does not find it";
      yield findingOf(needing, reference, { found, cost });
    }
  },
  examples: [
    {
      title: "A Secret for a migration and for the Deployment after it",
      files: {
        "secret.yaml": `
apiVersion: v1
kind: Secret
metadata:
  name: database
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
`,
        "app.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  template:
    spec:
      containers:
        - name: app
          envFrom:
            - secretRef:
                name: database
                #     ^^^^^^^^ This Deployment needs Secret "database", a hook that every sync deletes and recreates: a Pod that starts in between does not find it, and Argo CD does not restore a hook that is lost. Order it with a sync wave instead.
`,
      },
    },
    {
      title: "A Secret in an early wave",
      files: {
        "secret.yaml": `
apiVersion: v1
kind: Secret
metadata:
  name: database
  annotations:
    argocd.argoproj.io/sync-wave: "-1"
`,
        "app.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  template:
    spec:
      containers:
        - name: app
          envFrom:
            - secretRef:
                name: database
`,
      },
    },
  ],
};

interface Provided {
  readonly found: readonly RosterMember[];
  readonly cost: string;
}

/** Whether it is applied after what needs it, which is worse and has a rule of its own. */
function isLate({ behaviour: { phases } }: RosterMember): boolean {
  return phases.every((phase) => phase === "PostSync" || phase === "SyncFail");
}
