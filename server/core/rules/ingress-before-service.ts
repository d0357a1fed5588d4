import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import { orderFixes } from "../rule-kit/order-fixes.ts";
import { firstTurn, isAwaited, timingOf, turnWords } from "../rule-kit/timing.ts";
import { actor, named, nameSpan } from "../rule-kit/application-words.ts";
import { summaryOf } from "../roster/summary-of.ts";

/** Mirrors `getIngressHealth` in gitops-engine/pkg/health/health_ingress.go. */
export const ingressBeforeService: ApplicationRule = {
  id: "ingress-before-service",
  scope: "application",
  severity: "hint",
  summary: "An Ingress is applied before the Service that it routes to.",
  docs: `
Argo CD considers an Ingress healthy once it has an address, and starts the next wave only then.
Many controllers assign an address right away; such an Ingress answers with errors until its Service is there.
Others, such as those of the large clouds, refuse an Ingress without its Service, so a first install waits forever.
Apply the Service first: within one wave, Argo CD does that by itself.
`,
  *check(subject) {
    const { members, providers } = subject;
    for (const member of members) {
      const turn = firstTurn(member);
      if (turn === undefined || member.member.manifest.kind !== "Ingress" || !isAwaited(member, turn)) continue;
      for (const reference of summaryOf(member).references) {
        const services = providers.of(member, reference);
        const [service] = services;
        const when = service?.turns[0];
        if (service === undefined || when === undefined || timingOf(turn, services) !== "too late") continue;
        yield {
          member: member.member,
          span: reference.span,
          message: `${actor(member, turn)} routes to ${named(service)}, which is applied only in ${turnWords(when, turn)}. With some controllers it never becomes healthy on a first install, and the sync gets stuck. Apply the Service first.`,
          related: [
            {
              member: service.member,
              span: nameSpan(service),
              message: `${named(service)} is applied in ${turnWords(when, turn)}.`,
            },
          ],
          fixes: () => orderFixes(subject, { needing: member, turn }, services),
        };
      }
    }
  },
  examples: [
    {
      title: "An Ingress one wave before its Service",
      files: {
        "app.yaml": `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: app
spec:
  defaultBackend:
    service:
      name: app
      #     ^^^ This Ingress in wave 0 routes to Service "app", which is applied only in wave 1. With some controllers it never becomes healthy on a first install, and the sync gets stuck. Apply the Service first.
---
apiVersion: v1
kind: Service
metadata:
  name: app
  annotations:
    argocd.argoproj.io/sync-wave: "1"
`,
      },
    },
    {
      title: "Both in one wave",
      files: {
        "app.yaml": `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: app
  annotations:
    argocd.argoproj.io/sync-wave: "1"
spec:
  defaultBackend:
    service:
      name: app
---
apiVersion: v1
kind: Service
metadata:
  name: app
  annotations:
    argocd.argoproj.io/sync-wave: "1"
`,
      },
    },
  ],
};
