import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import { changeField } from "../rule-kit/field-fixes.ts";
import { firstTurn, isAwaited } from "../rule-kit/timing.ts";
import { actor } from "../rule-kit/application-words.ts";
import { suspensionOf } from "../rule-kit/suspension.ts";

/**
 * Mirrors `Sync` in gitops-engine/pkg/sync/sync_context.go, `getAppsv1DeploymentHealth` and `getBatchv1JobHealth` in
 * gitops-engine/pkg/health, and resource_customizations/batch/CronJob/health.lua.
 */
export const neverHealthy: ApplicationRule = {
  id: "never-healthy",
  scope: "application",
  severity: "warning",
  summary: "A paused Deployment or a suspended Job never becomes healthy, so Argo CD waits for it forever.",
  docs: `
Argo CD starts the next wave or phase only when everything it has just applied is healthy and every hook has finished.
A Deployment or a Rollout with \`paused: true\` and a Job or an object of Flux with \`suspend: true\` have the health status Suspended, and Argo CD waits for them forever.
A suspended Workflow stays Progressing.
Nothing from later waves and phases is applied until someone resumes the resource.
Resume the resource, or move it to a last wave without hooks, where Argo CD does not wait for its health.
A hook is awaited wherever it runs.
A Job that waits for a queue, such as that of Kueue, is not reported, and neither is a suspended CronJob, which counts as healthy.
`,
  *check({ members, application }) {
    for (const member of members) {
      const turn = firstTurn(member);
      const suspension = turn && suspensionOf(member);
      if (turn === undefined || suspension === undefined || !isAwaited(member, turn)) continue;
      const next = application.plan.steps[turn.position + 1];
      const cost = next === undefined || next.phase === "SyncFail" ? "the sync never ends" : "applies nothing after it";
      yield {
        member: member.member,
        span: { start: suspension.key.span.start, end: suspension.key.span.end },
        message: `${actor(member, turn)} never becomes healthy with "${suspension.key.text}: true", so Argo CD waits forever and ${cost}. Resume it, or ${member.behaviour.role === "hook" ? "make it an ordinary resource in" : "move it to"} a last wave without hooks.`,
        related: [],
        fixes: () => changeField(member, suspension, "false"),
      };
    }
  },
  examples: [
    {
      title: "A paused Deployment before another wave",
      files: {
        "app.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
spec:
  paused: true
# ^^^^^^ This Deployment in wave 0 never becomes healthy with "paused: true", so Argo CD waits forever and applies nothing after it. Resume it, or move it to a last wave without hooks.
  template: {}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
  annotations:
    argocd.argoproj.io/sync-wave: "1"
spec:
  template: {}
`,
      },
    },
    {
      title: "A suspended CronJob, which is healthy",
      files: {
        "report.yaml": `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  suspend: true
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
  annotations:
    argocd.argoproj.io/sync-wave: "1"
spec:
  template: {}
`,
      },
    },
  ],
};
