import assert from "node:assert/strict";
import { codeLenses } from "../../../server/core/features/code-lens.ts";
import { waitOutline } from "../../../server/core/features/plan/wait-outline.ts";
import { storyOf } from "../../../server/core/features/story.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

interface Said {
  /** What the lens ends with. */
  readonly lens: string | undefined;
  /** The lines of the hover about the waiting. */
  readonly hover: readonly string[];
  readonly awaited: string | undefined;
}

/** What is said of the first resource, in wave -1 before another one in wave 0. */
function saidOf(apiVersion: string, kind: string, more: string, others: readonly string[] = []): Said {
  const text = manifest(kind, "a", wave("-1")).replace(/^apiVersion: .*/, `apiVersion: ${apiVersion}`) + more;
  const addedChecks = ["argoproj.io/Application"].map((key) => ({ key, file: "/ops/values.yaml" }));
  const application = applicationOf([text, ...others, manifest("Secret", "late")], { addedChecks });
  const roster = rosterOf(application);
  const part = roster.members[0];
  const step = part?.turns[0]?.step;
  assert.ok(part !== undefined && step !== undefined);
  const lines = storyOf(part, roster).split("\n");
  const [lens] = codeLenses(roster, "/shop/all.yaml", "always");
  return {
    lens: lens?.title.split(" · ").slice(3).join(" · "),
    hover: lines.flatMap((line) => (/waits?|continues/.test(line) ? [line.replace(/^- /, "")] : [])),
    awaited: waitOutline(application, step).find(({ task }) => task.resource === 0)?.awaited,
  };
}

describe("whether Argo CD waits for a resource", () => {
  const pod = manifest("Pod", "b", wave("-1"));
  const cases: readonly (readonly [
    title: string,
    of: readonly [apiVersion: string, kind: string, spec: string, others?: readonly string[]],
    said: Said,
  ])[] = [
    [
      "is said of one without a health check beside others",
      ["v1", "ConfigMap", "", [pod]],
      {
        lens: "",
        hover: [
          "Argo CD does not wait for it, as there is no health check for ConfigMap.",
          "Argo CD continues when Pod b is healthy.",
        ],
        awaited: "no",
      },
    ],
    [
      "is said once of what is alone",
      ["v1", "Pod", ""],
      { lens: "", hover: ["Argo CD continues when Pod a is healthy."], awaited: "yes" },
    ],
    [
      "depends on the type of a Service",
      ["v1", "Service", "spec: {type: LoadBalancer}\n"],
      {
        lens: "awaited until it has an address",
        hover: ["Argo CD waits until it has an address, as its type is LoadBalancer."],
        awaited: "yes",
      },
    ],
    [
      "is no for a Service without a load balancer",
      ["v1", "Service", ""],
      {
        lens: "",
        hover: ["Argo CD does not wait for it, as its type is not LoadBalancer."],
        awaited: "no",
      },
    ],
    [
      "is not known where a template writes the type",
      ["v1", "Service", "spec:\n  {{- if .Values.public }}\n  type: LoadBalancer\n  {{- end }}\n"],
      {
        lens: "awaited if its type is LoadBalancer",
        hover: [
          "Argo CD waits until it has an address if its type is LoadBalancer, which is known only after rendering.",
        ],
        awaited: "perhaps",
      },
    ],
    [
      "is said with the version that brought the check",
      ["batch/v1", "CronJob", ""],
      {
        lens: "",
        hover: ["Argo CD waits until it is healthy. There is a health check for CronJob since Argo CD 3.2."],
        awaited: "yes",
      },
    ],
    [
      "is no for a suspended CronJob",
      ["batch/v1", "CronJob", "spec: {suspend: true}\n"],
      {
        lens: "not awaited",
        hover: ["Argo CD does not wait for it: while it is suspended, it is healthy."],
        awaited: "no",
      },
    ],
    [
      "ends only when somebody resumes it",
      ["apps/v1", "Deployment", "spec: {paused: true}\n"],
      {
        lens: "awaited until somebody resumes it",
        hover: ["Argo CD waits until somebody resumes it, as it is paused."],
        awaited: "yes",
      },
    ],
    [
      "is no for what is healthy until its controller says otherwise",
      ["argoproj.io/v1alpha1", "CronWorkflow", ""],
      {
        lens: "not awaited",
        hover: ["Argo CD does not wait for it, as it is healthy until its controller says otherwise."],
        awaited: "no",
      },
    ],
    [
      "is said with the file that adds the check",
      ["argoproj.io/v1alpha1", "Application", ""],
      {
        lens: "awaited as ops/values.yaml says",
        hover: ["Argo CD waits until it is healthy, as the check in ops/values.yaml says."],
        awaited: "yes",
      },
    ],
    [
      "is not known of a custom resource",
      ["example.com/v1", "Widget", ""],
      {
        lens: "awaited if it has a health check",
        hover: ["Argo CD waits for it only if somebody has added a health check for Widget."],
        awaited: "perhaps",
      },
    ],
  ];
  for (const [title, of, said] of cases) {
    it(title, () => {
      assert.deepEqual(saidOf(...of), said);
    });
  }

  it("is said above a child Application, which people expect to be awaited", () => {
    const child = manifest("Application", "a", wave("-1")).replace(
      /^apiVersion: .*/,
      "apiVersion: argoproj.io/v1alpha1",
    );
    const roster = rosterOf(applicationOf([child, manifest("Secret", "late")]));
    assert.equal(
      codeLenses(roster, "/shop/all.yaml", "always")[0]?.title,
      "Argo CD: Sync · wave -1 · 1st of 2 · not awaited",
    );
  });

  it("does not depend on ignore-healthcheck, which says so", () => {
    const ignored = { ...wave("-1"), "argocd.argoproj.io/ignore-healthcheck": '"true"' };
    const roster = rosterOf(applicationOf([manifest("Pod", "a", ignored), manifest("Secret", "late")]));
    const [part] = roster.members;
    assert.ok(part);
    assert.match(
      storyOf(part, roster),
      /waits until it is healthy\. Its annotation \S+ignore\S+ concerns only the health of the application, not the sync\./,
    );
  });

  it("has a reason also where the wave decides for all", () => {
    const application = applicationOf([manifest("Pod", "a"), manifest("Job", "b", hook("Sync"))], {
      createNamespace: true,
    });
    const reasons = application.plan.steps.flatMap((step) =>
      waitOutline(application, step).map(({ awaited, reason }) => `${awaited}: ${reason}`),
    );
    assert.deepEqual(reasons, [
      "no: Argo CD does not wait for it, as there is no health check for Namespace.",
      "no: Argo CD waits only for the hooks of this wave.",
      "yes: Argo CD waits until it has succeeded.",
    ]);
  });
});
