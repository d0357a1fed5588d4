import assert from "node:assert/strict";
import type { LiveApplication } from "../../../server/core/live/live-application.ts";
import { readLive } from "../../../server/core/live/read-live.ts";
import { hangingHook, liveApplication, liveText, resource } from "../../support/live-applications.ts";

function read(text: string): LiveApplication {
  const reading = readLive(text);
  assert.ok("live" in reading, "problem" in reading ? reading.problem : "");
  return reading.live;
}

function problemOf(text: string): string {
  const reading = readLive(text);
  assert.ok("problem" in reading);
  return reading.problem;
}

describe("an Application of a cluster", () => {
  it("is read from JSON and from YAML", () => {
    const json = read(liveText(hangingHook));
    assert.equal(json.name, "shop");
    assert.equal(json.operation?.phase, "Running");
    assert.deepEqual(json.declared.paths, ["deploy"]);
    assert.deepEqual(
      json.operation.results.map(({ kind, hookPhase }) => `${kind} ${hookPhase}`),
      ["ConfigMap Succeeded", "Job Running"],
    );
    const yaml = read(
      [
        "apiVersion: argoproj.io/v1alpha1",
        "kind: Application",
        "metadata:",
        "  name: shop",
        "status:",
        "  operationState:",
        "    message: |-",
        "      one or more objects failed to apply, reason: a: b",
        "      {{ second }} line",
        "    phase: Failed",
        "    retryCount: 2",
        "  resources:",
        "  - kind: Service",
        "    name: web",
        "    syncWave: -9223372036854775808",
        "",
      ].join("\n"),
    );
    assert.equal(yaml.operation?.message, "one or more objects failed to apply, reason: a: b\n{{ second }} line");
    assert.equal(yaml.operation.retryCount, 2);
    assert.equal(yaml.resources[0]?.wave, -(2n ** 63n));
  });

  it("is read without its kind, as argocd prints it, and as the only item of a List", () => {
    const { apiVersion, kind, ...rest } = liveApplication(hangingHook);
    assert.equal(`${String(apiVersion)} ${String(kind)}`, "argoproj.io/v1alpha1 Application");
    assert.equal(read(JSON.stringify(rest)).operation?.phase, "Running");
    const list = { apiVersion: "v1", kind: "List", items: [liveApplication(hangingHook)] };
    assert.equal(read(JSON.stringify(list, undefined, "\t")).operation?.phase, "Running");
  });

  it("may have fields that nobody knows, and lack those that everybody expects", () => {
    const odd = liveApplication({
      status: {
        newField: { a: [1, { b: null }] },
        conditions: "none",
        resources: [null, 3, resource("Service", "web")],
      },
      state: { retryCount: "many", operation: { sync: null, retry: [] }, syncResult: { resources: { a: 1 } } },
    });
    const live = read(JSON.stringify(odd));
    assert.deepEqual([live.conditions, live.operation?.results, live.operation?.retryCount], [[], [], 0]);
    assert.deepEqual(
      live.resources.map(({ name }) => name),
      ["web"],
    );
    assert.equal(read('{"apiVersion":"argoproj.io/v1alpha1","kind":"Application"}').hasStatus, false);
  });

  it("knows whether its sync prunes", () => {
    assert.equal(read(liveText({ sync: { prune: true } })).operation?.prune, true);
    assert.equal(read(liveText()).operation?.prune, false);
  });

  it("knows the revisions of several sources", () => {
    const sources = [
      { repoURL: "a", path: "one" },
      { repoURL: "b", path: "two" },
    ];
    const live = read(
      liveText({
        spec: { source: undefined, sources },
        status: { sync: { status: "Synced", revisions: ["1", "2"] } },
        state: { syncResult: { revision: "", revisions: ["1", "3"], resources: [] } },
      }),
    );
    assert.deepEqual(live.sync.revisions, ["1", "2"]);
    assert.deepEqual(live.operation?.revisions, ["1", "3"]);
    assert.deepEqual(live.declared.paths, ["one", "two"]);
  });
});

describe("a text without such an Application", () => {
  const how = 'paste what "kubectl get application NAME -o yaml" or "argocd app get NAME -o json" prints.';

  it("is refused, with what it has instead", () => {
    assert.equal(problemOf(""), `The text has no Argo CD Application: ${how}`);
    assert.equal(
      problemOf("kind: Service\nmetadata:\n  name: web\n"),
      `The text has no Argo CD Application, only Service web: ${how}`,
    );
    assert.equal(
      problemOf("apiVersion: app.k8s.io/v1\nkind: Application\nmetadata:\n  name: web\n"),
      `The text has no Argo CD Application, only Application web: ${how}`,
    );
  });

  it("is refused with all names where there are several", () => {
    const items = ["a", "b", "c", "d"].map((name) => liveApplication({ metadata: { name } }));
    assert.equal(
      problemOf(JSON.stringify({ apiVersion: "v1", kind: "List", items })),
      "The text has 4 Applications (a, b, c and 1 more): give one of them.",
    );
  });

  it("is refused with the reason why a text is not read", () => {
    assert.equal(
      problemOf(`a: b\n---\n${liveText().replace('"shop"', "[".repeat(10_000))}`),
      "The document on line 2 is not read because it is nested more than 200 levels deep.",
    );
  });

  it("is refused where its operation has a phase that no Argo CD writes", () => {
    assert.equal(
      problemOf(liveText({ state: { phase: "Paused" } })),
      'The phase of its operation is "Paused", which no Argo CD writes.',
    );
  });

  it("is refused with the line where a paste breaks off", () => {
    const text = liveText(hangingHook);
    assert.match(
      problemOf(text.slice(0, text.length / 2)),
      /^Line \d+ is not valid YAML or JSON: [^\n]*\. Paste all of what "kubectl/,
    );
  });
});
