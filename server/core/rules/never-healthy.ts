import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import { firstTurn, isAwaited } from "../rule-kit/timing.ts";
import { actor } from "../rule-kit/application-words.ts";

export const neverHealthy: ApplicationRule = {
  id: "never-healthy",
  scope: "application",
  severity: "warning",
  summary: "A paused or suspended resource never becomes healthy, and Argo CD waits for it.",
  docs: `
Before Argo CD goes on to the next wave or phase, everything that it has just applied has to be healthy, and every hook has to be done.
To Argo CD a Deployment with \`paused: true\`, and a Job or CronJob with \`suspend: true\`, is suspended, and it waits for what is suspended without end.
So nothing of the later waves and phases is applied, in any sync, until somebody resumes the resource or stops the sync.
Move the resource to the last wave, where its health is not awaited if no hook runs there, or resume it.
A Job that is held back for a queue, such as that of Kueue, is left alone.
`,
  *check({ members, application }) {
    for (const member of members) {
      const turn = firstTurn(member);
      const { suspension } = member.summary;
      if (turn === undefined || suspension === undefined || !isAwaited(member, turn)) continue;
      const next = application.plan.steps[turn.position + 1];
      const cost =
        next === undefined || next.phase === "SyncFail" ? "the sync never ends" : "nothing after it is applied";
      yield {
        member: member.member,
        span: { start: suspension.key.span.start, end: suspension.key.span.end },
        message: `${actor(member, turn)} never becomes healthy with "${suspension.key.text}: true", and Argo CD waits for it without end: ${cost}. Resume it, or move it to a last wave without hooks.`,
        related: [],
        fixes: () => [],
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
# ^^^^^^ This Deployment of wave 0 never becomes healthy with "paused: true", and Argo CD waits for it without end: nothing after it is applied. Resume it, or move it to a last wave without hooks.
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
      title: "A suspended CronJob in the last wave",
      files: {
        "report.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  template: {}
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
  annotations:
    argocd.argoproj.io/sync-wave: "1"
spec:
  suspend: true
`,
      },
    },
  ],
};
