import assert from "node:assert/strict";
import { planSync } from "../../../server/core/sync/plan.ts";
import { type SyncResource, idOf } from "../../../server/core/sync/resource.ts";
import { annotationsOf, definitionOf, deletionLines, resourceFrom, stepLines } from "./resources.ts";

const destination = { namespace: "default" };

describe("the order of a sync", () => {
  it("runs phase by phase and wave by wave, SyncFail hooks last", () => {
    const resources = [
      resourceFrom("apps/Deployment:/web"),
      resourceFrom("batch/Job:/alert", { hook: "SyncFail", syncWave: "-9" }),
      resourceFrom("batch/Job:/smoke", { hook: "PostSync", syncWave: "-5" }),
      resourceFrom("/ConfigMap:/late", { syncWave: "1" }),
      resourceFrom("batch/Job:/migrate", { hook: "PreSync", syncWave: "100" }),
    ];
    assert.deepEqual(stepLines(resources), [
      "PreSync 100: batch/Job:/migrate",
      "Sync 0: apps/Deployment:/web",
      "Sync 1: /ConfigMap:/late",
      "PostSync -5: batch/Job:/smoke",
      "SyncFail -9: batch/Job:/alert",
    ]);
  });

  it("runs a hook of two phases twice, in the same wave", () => {
    assert.deepEqual(stepLines([resourceFrom("batch/Job:/check", { hook: "PostSync,PreSync", syncWave: "2" })]), [
      "PreSync 2: batch/Job:/check",
      "PostSync 2: batch/Job:/check",
    ]);
  });

  it("leaves out what Argo CD never applies", () => {
    const resources = ["Skip", "presync", "PostDelete"].map((hook) => resourceFrom(`batch/Job:/${hook}`, { hook }));
    assert.deepEqual(stepLines(resources), []);
  });

  it("puts a wave that overflows 64 bits where Argo CD's subtraction puts it", () => {
    const lowest = resourceFrom("/ConfigMap:/lowest", { syncWave: "-9223372036854775808" });
    const expected = [
      "Sync 0: /ConfigMap:/zero",
      "Sync 1: /ConfigMap:/one",
      "Sync -9223372036854775808: /ConfigMap:/lowest",
    ];
    const others = [resourceFrom("/ConfigMap:/zero"), resourceFrom("/ConfigMap:/one", { syncWave: "1" })];
    assert.deepEqual(stepLines([lowest, ...others]), expected);
    assert.deepEqual(stepLines([...others, lowest]), expected);
  });

  it("names a hook with generateName before it sorts it", () => {
    const hook = { hook: "PreSync" };
    const resources = [
      resourceFrom("batch/Job:/mig", hook),
      resourceFrom("batch/Job:/", hook, { generateName: "mig" }),
      resourceFrom("batch/Job:/zzz", hook, { generateName: "a" }),
      resourceFrom("batch/Job:/migrate", hook),
    ];
    assert.deepEqual(stepLines(resources), [
      "PreSync 0: batch/Job:/mig, batch/Job:/mig, batch/Job:/migrate, batch/Job:/zzz",
    ]);
    const tasks = planSync(resources, destination).steps[0]?.tasks;
    assert.deepEqual(
      tasks?.map((task) => task.resource),
      [0, 1, 3, 2],
    );
  });

  it("keeps full ties in the order of the manifests", () => {
    const ids = ["/Secret:b/token", "/Secret:a/token", "acme.io/Secret:a/token"];
    const forwards = ids.map((id) => resourceFrom(id));
    assert.deepEqual(stepLines(forwards), [`Sync 0: ${ids.join(", ")}`]);
    assert.deepEqual(stepLines(forwards.toReversed()), [`Sync 0: ${ids.toReversed().join(", ")}`]);
  });
});

describe("what Argo CD pulls forward", () => {
  it("pulls a Namespace before the first resource in it, even into another phase", () => {
    const resources = [
      resourceFrom("/Namespace:/agents", { syncWave: "5" }),
      resourceFrom("batch/Job:agents/migrate", { hook: "PreSync", syncWave: "-3" }),
      resourceFrom("/Secret:agents/early", { syncWave: "-9" }),
    ];
    const plan = planSync(resources, destination);
    assert.deepEqual(stepLines(resources), [
      "PreSync -3: /Namespace:/agents, batch/Job:agents/migrate",
      "Sync -9: /Secret:agents/early",
    ]);
    assert.deepEqual(plan.steps[0]?.tasks[0], {
      resource: 0,
      phase: "PreSync",
      wave: -3n,
      declaredWave: 5n,
      pulledBy: 1,
    });
  });

  it("counts resources without a namespace, and cluster-scoped ones, to the destination", () => {
    const namespace = resourceFrom("/Namespace:/default", { syncWave: "5" });
    const role = resourceFrom("rbac.authorization.k8s.io/ClusterRole:elsewhere/reader", { syncWave: "-4" });
    assert.deepEqual(stepLines([namespace, role]), [
      "Sync -4: /Namespace:/default, rbac.authorization.k8s.io/ClusterRole:elsewhere/reader",
    ]);
    assert.deepEqual(stepLines([namespace, role], { namespace: "" }), [
      "Sync -4: rbac.authorization.k8s.io/ClusterRole:elsewhere/reader",
      "Sync 5: /Namespace:/default",
    ]);
  });

  it("never pulls for the sake of another Namespace, and knows those of the core API only", () => {
    const resources = [
      resourceFrom("/Namespace:/default", { syncWave: "5" }),
      resourceFrom("/Namespace:/other", { syncWave: "1" }),
      resourceFrom("acme.io/Namespace:/late", { syncWave: "9" }),
      resourceFrom("/ConfigMap:late/settings", { syncWave: "8" }),
    ];
    assert.deepEqual(stepLines(resources), [
      "Sync 1: /Namespace:/other",
      "Sync 5: /Namespace:/default",
      "Sync 8: /ConfigMap:late/settings",
      "Sync 9: acme.io/Namespace:/late",
    ]);
  });

  it("treats a Namespace that is a hook of two phases task by task", () => {
    const resources = [
      resourceFrom("/Namespace:/agents", { hook: "PreSync,PostSync" }),
      resourceFrom("/Secret:agents/token", { syncWave: "2" }),
    ];
    assert.deepEqual(stepLines(resources), [
      "PreSync 0: /Namespace:/agents",
      "Sync 2: /Namespace:/agents, /Secret:agents/token",
    ]);
  });

  it("pulls a definition before the first resource of its kind", () => {
    const widget = { group: "acme.io", kind: "Widget" };
    const resources = [
      definitionOf(widget, { syncWave: "3" }),
      resourceFrom("acme.io/Widget:/first", { hook: "PreSync" }),
      resourceFrom("other.io/Widget:/stranger", { hook: "PreSync", syncWave: "-1" }),
    ];
    const plan = planSync(resources, destination);
    assert.deepEqual(stepLines(resources), [
      "PreSync -1: other.io/Widget:/stranger",
      "PreSync 0: apiextensions.k8s.io/CustomResourceDefinition:/widgets.acme.io, acme.io/Widget:/first",
    ]);
    assert.equal(plan.steps[1]?.tasks[0]?.pulledBy, 1);
  });

  it("leaves a definition that does not say what it defines where it is", () => {
    const resources = [
      resourceFrom("apiextensions.k8s.io/CustomResourceDefinition:/widgets.acme.io", { syncWave: "3" }),
      resourceFrom("acme.io/Widget:/first"),
    ];
    assert.equal(stepLines(resources)[1], "Sync 3: apiextensions.k8s.io/CustomResourceDefinition:/widgets.acme.io");
  });

  it("adds the Namespace of CreateNamespace=true, unless a resource is that Namespace", () => {
    const createNamespace = { annotations: annotationsOf({}) };
    const options = { namespace: "agents", createNamespace };
    const job = resourceFrom("batch/Job:/migrate", { hook: "PreSync", syncWave: "-3" });
    assert.deepEqual(stepLines([job], options), ["PreSync -3: (created), batch/Job:/migrate"]);
    assert.deepEqual(stepLines([resourceFrom("/ConfigMap:other/x")], options), [
      "PreSync 0: (created)",
      "Sync 0: /ConfigMap:other/x",
    ]);
    assert.deepEqual(stepLines([resourceFrom("/Namespace:/agents")], options), ["Sync 0: /Namespace:/agents"]);
    assert.deepEqual(stepLines([resourceFrom("/Namespace:/agents", { hook: "Sync" })], options), [
      "PreSync 0: (created)",
      "Sync 0: /Namespace:/agents",
    ]);
    assert.deepEqual(stepLines([], { namespace: "", createNamespace }), []);
  });

  it("gives that Namespace the wave of managedNamespaceMetadata", () => {
    const createNamespace = { annotations: annotationsOf({ syncWave: "-7" }) };
    assert.deepEqual(stepLines([], { namespace: "agents", createNamespace }), ["PreSync -7: (created)"]);
  });
});

describe("duplicates", () => {
  const overriddenIn = (resources: readonly SyncResource[]) => planSync(resources, destination).overridden;

  it("lets the last one win, whatever the earlier ones are", () => {
    const resources = [
      resourceFrom("batch/Job:/job", { hook: "PreSync" }),
      resourceFrom("batch/Job:default/job", { syncWave: "1" }),
      resourceFrom("batch/Job:/job", { hook: "typo" }),
    ];
    assert.deepEqual(stepLines(resources), []);
    assert.deepEqual(overriddenIn(resources), [
      { resource: 0, by: 2 },
      { resource: 1, by: 2 },
    ]);
    assert.deepEqual(planSync(resources, destination).deletion, []);
  });

  it("drops the namespace of a cluster-scoped kind first", () => {
    const resources = [resourceFrom("/Namespace:a/x"), resourceFrom("/Namespace:b/x")];
    assert.deepEqual(overriddenIn(resources), [{ resource: 0, by: 1 }]);
  });

  it("takes no two names or namespaces for one before they are rendered", () => {
    const ids = ["/Service:{{ $ns }}/x", "/Service:{{ $ns }}/x", "/Service:/{{ $name }}", "/Service:/{{ $name }}"];
    assert.deepEqual(overriddenIn(ids.map((id) => resourceFrom(id))), []);
  });

  it("does not mix up what differs in group, namespace or generateName", () => {
    const ids = ["/Service:/x", "serving.knative.dev/Service:/x", "/Service:other/x"];
    const generated = [1, 2].map(() => resourceFrom("batch/Job:/", { hook: "PreSync" }, { generateName: "mig-" }));
    assert.deepEqual(overriddenIn([...ids.map((id) => resourceFrom(id)), ...generated]), []);
  });
});

describe("what only rendering tells", () => {
  it("puts an unknown wave into a step of its own at the end of its phase", () => {
    const resources = [
      resourceFrom("/ConfigMap:/unknown", { syncWave: undefined }),
      resourceFrom("/ConfigMap:/known", { syncWave: "1000" }),
      resourceFrom("batch/Job:/smoke", { hook: "PostSync", syncWave: "-1" }),
    ];
    assert.deepEqual(stepLines(resources), [
      "Sync 1000: /ConfigMap:/known",
      "Sync unknown: /ConfigMap:/unknown",
      "PostSync -1: batch/Job:/smoke",
    ]);
  });

  it("puts an unknown phase into no step, and says so", () => {
    const resources = [resourceFrom("batch/Job:/a", { hook: undefined }), resourceFrom("batch/Job:/b")];
    const plan = planSync(resources, destination);
    assert.deepEqual(stepLines(resources), ["Sync 0: batch/Job:/b"]);
    assert.deepEqual(plan.unknown, [0]);
    assert.deepEqual(deletionLines(plan, resources), ["batch/Job:/b"]);
  });

  it("does not claim that a Namespace of unknown wave is pulled forward within its phase", () => {
    const namespace = resourceFrom("/Namespace:/agents", { syncWave: undefined });
    const secret = resourceFrom("/Secret:agents/token");
    assert.deepEqual(stepLines([namespace, secret]), [
      "Sync 0: /Secret:agents/token",
      "Sync unknown: /Namespace:/agents",
    ]);
    const job = resourceFrom("batch/Job:agents/migrate", { hook: "PreSync" });
    assert.deepEqual(stepLines([namespace, job]), ["PreSync 0: /Namespace:/agents, batch/Job:agents/migrate"]);
  });
});

describe("the deletion of an application", () => {
  it("deletes resources from the highest declared wave down, and spares what is protected", () => {
    const resources = [
      resourceFrom("/Namespace:/agents", { syncWave: "5" }),
      resourceFrom("/Secret:agents/token", { syncWave: "-1" }),
      resourceFrom("apps/Deployment:agents/web"),
      resourceFrom("/Service:agents/web"),
      resourceFrom("batch/Job:agents/migrate", { hook: "PreSync" }),
      resourceFrom("/ConfigMap:agents/kept", { syncOptions: "Delete=false" }),
      resourceFrom("/ConfigMap:agents/asked", { syncOptions: "Delete=confirm", syncWave: "-2" }),
      resourceFrom("/ConfigMap:agents/first", { syncOptions: "Delete=true,Delete=false", syncWave: "-3" }),
      resourceFrom("/ConfigMap:agents/helm", { helmResourcePolicy: "keep" }),
      definitionOf({ group: "acme.io", kind: "Widget" }),
    ];
    assert.deepEqual(deletionLines(planSync(resources, destination), resources), [
      "/Namespace:/agents",
      "apps/Deployment:agents/web, /Service:agents/web",
      "/Secret:agents/token",
      "/ConfigMap:agents/asked",
      "/ConfigMap:agents/first",
    ]);
  });

  it("heeds the Delete option of the application where the resource has none", () => {
    const resources = [
      resourceFrom("/ConfigMap:/plain"),
      resourceFrom("/ConfigMap:/own", { syncOptions: "Delete=true" }),
    ];
    const plan = planSync(resources, { ...destination, defaultDelete: "false" });
    assert.deepEqual(deletionLines(plan, resources), ["/ConfigMap:/own"]);
  });

  it("orders the extremes of 64 bits without overflow, and unknown waves last", () => {
    const waves = ["-9223372036854775808", "9223372036854775807", "0", undefined];
    const resources = waves.map((syncWave, index) => resourceFrom(`/ConfigMap:/${index}`, { syncWave }));
    assert.deepEqual(planSync(resources, destination).deletion, [[1], [2], [0], [3]]);
  });
});

describe("resource ids", () => {
  it("have the declared namespace, and generateName where there is no name", () => {
    assert.equal(idOf(resourceFrom("batch/Job:agents/db-migration")), "batch/Job:agents/db-migration");
    assert.equal(idOf(resourceFrom("/ConfigMap:/", {}, { generateName: "run-" })), "/ConfigMap:/run-");
  });
});
