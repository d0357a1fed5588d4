import assert from "node:assert/strict";
import { waitSentence } from "../../../server/core/features/waits.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

const pod = manifest("Pod", "db");
const settings = manifest("ConfigMap", "settings");
const load = manifest("Job", "load", hook("Sync"));
const late = manifest("ConfigMap", "late", wave("9"));
const service = (type: string): string => `${manifest("Service", "api")}spec:\n  type: ${type}\n`;
const of = (apiVersion: string, kind: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\nspec: ${spec}\n`;
const addedChecks = ["argoproj.io/Application", "*.example.com/*", "apps/DaemonSet"].map((key) => ({
  key,
  file: "/ops/argocd-cm.yaml",
}));
const widget = manifest("Widget", "w").replace("v1", "example.com/v1");

describe("whom Argo CD waits for", () => {
  const cases: readonly (readonly [title: string, documents: readonly string[], sentence: string])[] = [
    [
      "names who is awaited, and who is not",
      [pod, settings, load, late],
      "Argo CD continues when Job load has succeeded and Pod db is healthy. " +
        "It does not wait for ConfigMap settings, which has no health check.",
    ],
    [
      "promises nothing where Argo CD checks nothing",
      [settings, late],
      "Argo CD continues at once, because nothing in this wave has a health check.",
    ],
    [
      "promises nothing for a hook that Argo CD cannot check",
      [manifest("ConfigMap", "seed", hook("Sync"))],
      "Argo CD continues at once, because no hook in this wave has a health check.",
    ],
    [
      "leaves open what is not known of a kind",
      [widget, pod, late],
      "Argo CD continues when Pod db is healthy. It also waits for Widget w if it has a health check for Widget.",
    ],
    [
      "knows that only hooks are awaited in a single wave",
      [pod, load],
      "Argo CD continues when Job load has succeeded. It does not wait for the other resources.",
    ],
    [
      "knows that nothing is awaited in the last one",
      [pod],
      "Argo CD does not wait for health after applying this wave.",
    ],
    [
      "waits for a Service only as a load balancer",
      [service("LoadBalancer"), service("ClusterIP").replace(": api", ": inner"), manifest("Service", "plain"), late],
      "Argo CD continues when Service api has an address. " +
        "It does not wait for Service inner and Service plain, whose type is not LoadBalancer.",
    ],
    [
      "says that nothing has to become healthy",
      [service("NodePort"), settings, late],
      "Argo CD continues at once, because nothing in this wave has to become healthy.",
    ],
    [
      "leaves open what only rendering tells",
      [service("{{ .Values.type }}"), late],
      "Argo CD waits for Service api if its type is LoadBalancer, which is known only after rendering.",
    ],
    [
      "leaves open what a template may print where nothing is written",
      [`${manifest("Service", "api")}spec:\n  {{- toYaml .Values.spec | nindent 2 }}\n`, late],
      "Argo CD waits for Service api if its type is LoadBalancer, which is known only after rendering.",
    ],
    [
      "says what healthy means where one word does",
      [manifest("PersistentVolumeClaim", "one"), manifest("PersistentVolumeClaim", "two"), pod, load, late],
      "Argo CD continues when Job load has succeeded, PersistentVolumeClaim one and PersistentVolumeClaim two are bound and Pod db is healthy.",
    ],
    [
      "waits until somebody resumes what is paused or suspended",
      [of("apps/v1", "Deployment", "{paused: true}"), of("batch/v1", "Job", "{suspend: true}"), late],
      "Argo CD continues when Deployment a and Job a are resumed and healthy.",
    ],
    [
      "does not wait for what is healthy as long as it is suspended, or until its controller says otherwise",
      [
        pod,
        of("batch/v1", "CronJob", "{suspend: true}"),
        of("argoproj.io/v1alpha1", "CronWorkflow", "{}"),
        settings,
        late,
      ],
      "Argo CD continues when Pod db is healthy. It does not wait for ConfigMap settings, which has no health check. " +
        "Nor does it wait for CronJob a, which is suspended and so healthy. " +
        "Nor does it wait for CronWorkflow a, which is healthy until its controller says otherwise.",
    ],
    [
      "waits for what somebody has added a check for, and says where",
      [of("argoproj.io/v1alpha1", "Application", "{}"), of("tools.example.com/v1", "Gadget", "{}"), late],
      "Argo CD continues when Application a and Gadget a are healthy. " +
        "The health of Application and Gadget is checked as ops/argocd-cm.yaml says.",
    ],
    [
      "does not say what a check that somebody has added says",
      [of("apps/v1", "DaemonSet", "{paused: true}"), late],
      "Argo CD continues when DaemonSet a is healthy. The health of DaemonSet is checked as ops/argocd-cm.yaml says.",
    ],
    [
      "names a few of many",
      [...["a", "b", "c", "d", "e", "f"].map((name) => manifest("Pod", name)), late],
      "Argo CD continues when Pod a, Pod b, Pod c, Pod d and 2 more are healthy.",
    ],
  ];
  for (const [title, documents, sentence] of cases) {
    it(title, () => {
      const application = applicationOf(documents, { addedChecks });
      const [step] = application.plan.steps;
      assert.ok(step);
      assert.equal(waitSentence(application, step), sentence);
    });
  }
});
