import { contentOf, isTemplated } from "../application/as-deployed.ts";
import type { Step } from "../sync/plan.ts";
import { type Entry, entryOf, type Node, nodeAt } from "../manifest/node.ts";
import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import { actor } from "../rule-kit/application-words.ts";
import { changeField } from "../rule-kit/field-fixes.ts";
import { firstTurn, isAwaited } from "../rule-kit/timing.ts";
import type { RosterMember, Turn } from "../roster/roster.ts";

/**
 * Mirrors resource_customizations/argoproj.io/Rollout/health.lua, where a paused Rollout is Suspended, and `Sync` in
 * gitops-engine/pkg/sync/sync_context.go, which goes on only when everything is healthy.
 */
export const rolloutWaitsForPerson: ApplicationRule = {
  id: "rollout-waits-for-person",
  scope: "application",
  severity: "warning",
  summary: "A Rollout that pauses until someone promotes it keeps the sync waiting as long.",
  byHand: "how long a Rollout has to pause",
  docs: `
A \`pause: {}\` without a duration and \`autoPromotionEnabled: false\` stop a Rollout at each update until someone promotes it.
As long, its health is Suspended, and Argo CD applies no later wave and no PostSync hook: the sync goes on running, and no other sync can start.
The first time that the Rollout is applied, it does not pause.
Give the pause a \`duration\`, or move the Rollout to a last wave without hooks after it, where Argo CD does not wait for its health.
`,
  *check({ members, application }) {
    for (const member of members) {
      const turn = firstTurn(member);
      const pause = turn === undefined || !isAwaited(member, turn) ? undefined : pauseOf(member);
      if (turn === undefined || pause === undefined) continue;
      const cost = costOf(turn, application.plan.steps[turn.position + 1]);
      yield {
        member: member.member,
        span: { start: pause.entry.key.span.start, end: pause.entry.key.span.end },
        message: `${actor(member, turn)} stops here in every update until someone promotes it, so Argo CD waits for that person and ${cost}. ${pause.advice}, or move the Rollout to a last wave without hooks.`,
        related: [],
        fixes: () => (pause.instead === undefined ? [] : changeField(member, pause.entry, pause.instead)),
      };
    }
  },
  examples: [
    {
      title: "A promotion by hand before a PostSync hook",
      files: {
        "app.yaml": `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: shop
spec:
  strategy:
    blueGreen:
      activeService: shop
      autoPromotionEnabled: false
    # ^^^^^^^^^^^^^^^^^^^^ This Rollout in wave 0 stops here in every update until someone promotes it, so Argo CD waits for that person and runs the PostSync hooks only then. Set "autoPromotionEnabled" to true, or move the Rollout to a last wave without hooks.
---
apiVersion: v1
kind: Pod
metadata:
  name: smoke-test
  annotations:
    argocd.argoproj.io/hook: PostSync
`,
      },
    },
    {
      title: "A pause without a duration before a later wave",
      files: {
        "app.yaml": `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: shop
spec:
  strategy:
    canary:
      stableService: shop
      steps:
        - pause: {}
        # ^^^^^ This Rollout in wave 0 stops here in every update until someone promotes it, so Argo CD waits for that person and applies wave 1 only then. Give the pause a "duration", or move the Rollout to a last wave without hooks.
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    argocd.argoproj.io/sync-wave: "1"
`,
      },
    },
    {
      title: "A promotion that comes by itself",
      files: {
        "app.yaml": `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: shop
spec:
  strategy:
    blueGreen:
      activeService: shop
      autoPromotionEnabled: false
      autoPromotionSeconds: 600
---
apiVersion: v1
kind: Pod
metadata:
  name: smoke-test
  annotations:
    argocd.argoproj.io/hook: PostSync
`,
      },
    },
  ],
};

function costOf({ task }: Turn, next: Step | undefined): string {
  if (next === undefined || next.phase === "SyncFail") return "does not end the sync before";
  if (next.phase !== task.phase) return `runs the ${next.phase} hooks only then`;
  return next.wave === undefined ? "applies what follows only then" : `applies wave ${next.wave} only then`;
}

interface Pause {
  readonly entry: Entry;
  /** The beginning of a sentence. */
  readonly advice: string;
  /** The value that lets it go on by itself; absent where only people know how long it has to pause. */
  readonly instead?: string;
}

/** What stops a Rollout until someone promotes it; none where a template may change it. */
function pauseOf({ member }: RosterMember): Pause | undefined {
  const manifest = contentOf(member);
  if (manifest === undefined || isTemplated(member)) return undefined;
  if (manifest.group !== "argoproj.io" || manifest.kind !== "Rollout") return undefined;
  const strategy = nodeAt(manifest.node, "spec", "strategy");
  return manualPause(strategy) ?? manualPromotion(strategy);
}

function manualPause(strategy: Node | undefined): Pause | undefined {
  const steps = nodeAt(strategy, "canary", "steps");
  for (const step of steps?.type === "list" ? steps.items : []) {
    const entry = entryOf(step, "pause");
    if (entry === undefined) continue;
    const { value } = entry;
    const isEndless =
      value.type === "map" ? value.entries.length === 0 : value.type === "scalar" && value.scalarType === "null";
    if (isEndless) return { entry, advice: 'Give the pause a "duration"' };
  }
  return undefined;
}

function manualPromotion(strategy: Node | undefined): Pause | undefined {
  const blueGreen = nodeAt(strategy, "blueGreen");
  const entry = entryOf(blueGreen, "autoPromotionEnabled");
  if (entry?.value.type !== "scalar" || entry.value.scalarType !== "boolean" || entry.value.text !== "false")
    return undefined;
  if (entryOf(blueGreen, "autoPromotionSeconds") !== undefined) return undefined;
  return { entry, advice: 'Set "autoPromotionEnabled" to true', instead: "true" };
}
