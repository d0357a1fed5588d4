import type { Application } from "../../application/application.ts";
import type { Failure } from "../../sync/failure-mode.ts";
import { healthCheckOf } from "../../sync/health.ts";
import { awaitedOf } from "../awaited.ts";

/**
 * That Argo CD's own health check never says what was asked for: only one that somebody has added does. Mirrors
 * gitops-engine/pkg/health/health_*.go, of which those for StatefulSets, DaemonSets, Services, Ingresses and APIServices have no Degraded.
 */
export function checkLines(application: Application, { task, mode }: Failure): string[] {
  if (mode !== "fails" && mode !== "hangs") return [];
  const { is, why, member } = awaitedOf(application, { waitsFor: "everything" }, task);
  if (member === undefined) return [];
  const { kind } = member.resource;
  const article = /^[AEIOU]/.test(kind) ? "an" : "a";
  if (is === "not" && why.is === "other value")
    return [
      `Argo CD finds ${article} ${kind} whose ${why.field} is not ${why.value} healthy at once, so this takes a health check that somebody has added.`,
    ];
  if (is === "not" && why.is === "suspended")
    return [`While it is ${why.word}, Argo CD finds it healthy, so this takes a health check that somebody has added.`];
  const check = healthCheckOf(member.resource, application.planOptions);
  if (mode === "hangs" || check.is !== "known" || check.known.degrades !== false) return [];
  return [
    `Argo CD never finds ${article} ${kind} Degraded, so this takes a health check that somebody has added. Without one, it stays Progressing.`,
  ];
}
