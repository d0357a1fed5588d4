import assert from "node:assert/strict";
import { buildApplication } from "../../../server/core/application/application.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { type Roster, type RosterMember, rosterOf, staysInCluster } from "../../../server/core/roster/roster.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

/** The roster of documents in `a.yaml` and `b.yaml`, deployed to the namespace `prod`. */
function rosterFrom(
  a: readonly string[],
  b: readonly string[] = [],
  { declared }: { readonly declared: boolean } = { declared: true },
): Roster {
  const files = Object.entries({ "a.yaml": a, "b.yaml": b }).map(([name, documents]) => ({
    name,
    file: openFile(documents.join("---\n")),
  }));
  const source = { type: "directory", path: "shop" } as const;
  return rosterOf({ ...buildApplication(files, { name: "shop", source, namespace: "prod" }), declared });
}

function names(members: Iterable<RosterMember>): string[] {
  return [...members].map(({ member: { resource } }) => resource.name);
}

/** An object whose `spec` is a text in flow style. */
function object(apiVersion: string, kind: string, name: string, spec = ""): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: { ${spec} }\n`;
}

describe("the roster of an application", () => {
  it("knows when each resource has its turn", () => {
    const { members, taskCounts } = rosterFrom([
      manifest("Secret", "last", wave("5")),
      manifest("Job", "hook", { "argocd.argoproj.io/hook": "PreSync,PostSync" }),
      manifest("Secret", "first"),
      manifest("Job", "alert", hook("SyncFail")),
    ]);
    assert.deepEqual(
      members.map(({ member, turns }) => [
        member.resource.name,
        ...turns.map(({ number, position, step }) => `${String(number)} in step ${position}: ${step.phase}`),
      ]),
      [
        ["last", "3 in step 2: Sync"],
        ["hook", "1 in step 0: PreSync", "4 in step 3: PostSync"],
        ["first", "2 in step 1: Sync"],
        ["alert", "undefined in step 4: SyncFail"],
      ],
    );
    assert.deepEqual(taskCounts, { normal: 4, onFailure: 1 });
  });

  it("knows what takes the place of a resource that is declared twice", () => {
    const { members } = rosterFrom([manifest("Secret", "a"), manifest("Secret", "b")], [manifest("Secret", "a")]);
    assert.deepEqual(
      members.map(({ replacedBy }) => replacedBy?.fileName),
      ["b.yaml", undefined, undefined],
    );
  });

  it("tells what is written from what is certain before rendering", () => {
    const more = '    {{- include "more" . | nindent 4 }}\n';
    const { members } = rosterFrom([manifest("Job", "a", wave("1")).concat(more), manifest("Job", "b", wave("1"))]);
    assert.deepEqual(
      members.map(({ written, behaviour, provisional }) => [written.role, behaviour.role, provisional]),
      [
        ["resource", "unknown", true],
        ["resource", "resource", false],
      ],
    );
  });

  it("knows what may not be there", () => {
    const inside = `{{- if .x }}\n${manifest("Secret", "a")}{{- end }}\n`;
    const { members } = rosterFrom([inside, manifest("Secret", "b"), `${manifest("Secret", "c")}data: {{ .x }}\n`]);
    assert.deepEqual(
      members.map(({ isConditional }) => isConditional),
      [true, false, false],
    );
  });

  it("knows where each resource ends up", () => {
    const documents = [
      manifest("Secret", "a"),
      manifest("Secret", "b").concat("  namespace: test-1\n"),
      manifest("Secret", "c").concat("  namespace: ${NAMESPACE}\n"),
      manifest("Namespace", "d").concat("  namespace: test\n"),
    ];
    const namespaces = (roster: Roster) => roster.members.map(({ namespace }) => namespace);
    assert.deepEqual(namespaces(rosterFrom(documents)), ["prod", "test-1", undefined, ""]);
    assert.deepEqual(namespaces(rosterFrom(documents, [], { declared: false })), ["", "test-1", undefined, ""]);
  });

  it("lists the resources of each file, but not what has no apiVersion", () => {
    const roster = rosterFrom(
      [manifest("Secret", "a"), "kind: Values\n", manifest("Secret", "b")],
      [manifest("Secret", "c")],
    );
    assert.deepEqual(names(roster.inFile("a.yaml")), ["a", "b"]);
    assert.deepEqual(names(roster.inFile("b.yaml")), ["c"]);
    assert.deepEqual(roster.inFile("c.yaml"), []);
  });

  it("finds what may give permissions to an account", () => {
    const binding = object("rbac.authorization.k8s.io/v1", "RoleBinding", "a").concat(
      "subjects: [{ kind: ServiceAccount, name: b }]\n",
    );
    const { bindings } = rosterFrom([binding, manifest("Secret", "b")]);
    assert.deepEqual(names(bindings.of({ name: "b", namespace: "prod" }) ?? []), ["a"]);
    assert.deepEqual(bindings.of({ name: "c", namespace: "prod" }), []);
  });
});

describe("what stays in the cluster", () => {
  const pods = "template: { spec: { serviceAccountName: a } }";
  const kinds = {
    "apps/v1": ["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
    "argoproj.io/v1alpha1": ["Rollout"],
    v1: ["ReplicationController"],
  };
  for (const [apiVersion, some] of Object.entries(kinds)) {
    for (const kind of some) {
      it(`is what the Pods of a ${kind} need`, () => {
        const roster = rosterFrom([manifest("ServiceAccount", "a"), object(apiVersion, kind, "b", pods)]);
        assert.deepEqual(names(roster.heldByPods), ["a"]);
      });
    }
  }

  it("is what the Pods of a CronJob need, but not those of a Job or a hook", () => {
    const cronJob = object("batch/v1", "CronJob", "b", `jobTemplate: { spec: { ${pods} } }`);
    const account = manifest("ServiceAccount", "a");
    assert.deepEqual(names(rosterFrom([account, cronJob]).heldByPods), ["a"]);
    assert.deepEqual(names(rosterFrom([account, object("batch/v1", "Job", "b", pods)]).heldByPods), []);
    const annotated = "name: b, annotations: { argocd.argoproj.io/hook: Sync }";
    const deployment = object("apps/v1", "Deployment", "b", pods);
    assert.deepEqual(names(rosterFrom([account, deployment.replace("name: b", annotated)]).heldByPods), []);
  });

  it("is nothing that may not be there", () => {
    const inside = `{{- if .x }}\n${object("apps/v1", "Deployment", "a")}{{- end }}\n`;
    const { members } = rosterFrom([inside, object("apps/v1", "Deployment", "b")]);
    assert.deepEqual(members.map(staysInCluster), [false, true]);
  });
});

describe("what provides an object", () => {
  const secret = { group: "", kind: "Secret" };
  const reference = (name: string, kind: { group: string; kind: string } = secret) => ({
    ...kind,
    name,
    isClusterWide: kind.kind === "PriorityClass",
    neededBy: "pods" as const,
    span: { start: 0, end: 0 },
  });

  const roster = rosterFrom([
    manifest("Secret", "keys"),
    manifest("Secret", "keys").concat("  namespace: test\n"),
    object("external-secrets.io/v1", "ExternalSecret", "tokens"),
    object("cert-manager.io/v1", "ClusterIssuer", "public"),
    object("scheduling.k8s.io/v1", "PriorityClass", "high"),
    manifest("ConfigMap", "${NAME}"),
    manifest("Job", "elsewhere").concat("  namespace: ${NAMESPACE}\n"),
  ]);
  const [here, , , , , , elsewhere] = roster.members;

  it("is the object itself, or what a controller makes it from, in the namespace of the one that needs it", () => {
    assert.ok(here !== undefined && elsewhere !== undefined);
    const of = (name: string) => roster.providers.of(here, reference(name)).map(({ index }) => index);
    assert.deepEqual([of("keys"), of("tokens"), of("other")], [[0], [2], []]);
    assert.deepEqual(roster.providers.of(elsewhere, reference("keys")), []);
    const classes = { group: "scheduling.k8s.io", kind: "PriorityClass" };
    for (const consumer of [here, elsewhere])
      assert.deepEqual(names(roster.providers.of(consumer, reference("high", classes))), ["high"]);
  });

  it("is found by its place, where one that lives in no namespace has any", () => {
    const at = (kind: { group: string; kind: string }, namespace: string, name: string) =>
      roster.providers.at(kind, namespace, name).map(({ index }) => index);
    assert.deepEqual(at(secret, "test", "keys"), [1]);
    assert.deepEqual(at(secret, "other", "keys"), []);
    assert.deepEqual(at({ group: "cert-manager.io", kind: "ClusterIssuer" }, "other", "public"), [3]);
    assert.deepEqual(at({ group: "cert-manager.io", kind: "Issuer" }, "other", "public"), []);
  });

  it("may be here where its name is not known, or where a custom resource may make it", () => {
    const mayHave = (kind: string, name: string) => roster.providers.mayHave(reference(name, { group: "", kind }));
    assert.deepEqual(
      [mayHave("Secret", "keys"), mayHave("Secret", "other"), mayHave("ConfigMap", "other")],
      [true, false, true],
    );
    const custom = rosterFrom([object("example.com/v1", "Database", "shop-db", "x: ab, y: abc")]);
    const made = ["shop-db", "shop-db-credentials", "shop-dbs", "other-shop-db", "ab", "ab-c", "abc-d"];
    assert.deepEqual(
      made.filter((name) => custom.providers.mayHave(reference(name))),
      ["shop-db", "shop-db-credentials", "ab", "abc-d"],
    );
  });

  it("is every one of several", () => {
    const twice = rosterFrom([
      manifest("Secret", "a"),
      object("cert-manager.io/v1", "Certificate", "b", "secretName: a"),
    ]);
    assert.deepEqual(names(twice.providers.at(secret, "prod", "a")), ["a", "b"]);
  });
});
