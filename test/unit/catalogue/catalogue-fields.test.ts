import assert from "node:assert/strict";
import { fields, fieldsBelow, findField } from "../../../server/core/catalogue/fields.ts";
import { parseVersion } from "../../../server/core/versions.ts";

describe("the fields of the sync policy", () => {
  for (const field of fields) {
    it(`explain ${field.path} of ${field.on}`, () => {
      for (const text of [field.summary, field.absent]) assert.match(text, /^[`A-Z].*\.$/);
      for (const { value, summary, since } of field.value.items) {
        assert.match(summary, /^[A-Z].*\.$/);
        assert.ok(parseVersion(since ?? "") !== undefined, value);
        assert.equal(field.value.check(value), undefined, value);
      }
      assert.match(field.path, /^spec(?:\.[a-zA-Z]+(?:\[\])?)+$/);
      assert.match(field.value.description, /^[^A-Z].*[^.]$/);
      assert.ok(parseVersion(field.since) !== undefined);
      assert.match(field.link, /^https:\/\/argo-cd\.readthedocs\.io\/en\/stable\/[\w./-]+(?:#[\w-]+)?$/);
      assert.equal(findField(field.on, field.path.split(".")), field);
    });
  }

  it("of an Application stand below the template of an ApplicationSet too", () => {
    const field = findField("Application", ["spec", "syncPolicy", "automated", "prune"]);
    assert.ok(field !== undefined);
    assert.equal(findField("ApplicationSet", ["spec", "template", "spec", "syncPolicy", "automated", "prune"]), field);
    assert.equal(findField("ApplicationSet", ["spec", "syncPolicy", "automated", "prune"]), undefined);
    assert.equal(findField("Application", ["spec", "template", "spec", "syncPolicy", "automated", "prune"]), undefined);
    assert.equal(findField("AppProject", ["spec", "syncPolicy", "automated", "prune"]), undefined);
  });

  it("are listed mapping by mapping", () => {
    const keysIn = (kind: string, path: string) => fieldsBelow(kind, path.split(".")).map(([key]) => key);
    assert.deepEqual(keysIn("Application", "spec.syncPolicy.automated"), [
      "enabled",
      "prune",
      "selfHeal",
      "allowEmpty",
    ]);
    assert.deepEqual(keysIn("Application", "spec.syncPolicy"), [
      "automated",
      "syncOptions",
      "retry",
      "managedNamespaceMetadata",
    ]);
    assert.deepEqual(keysIn("ApplicationSet", "spec.template.spec.syncPolicy.retry"), ["limit", "refresh", "backoff"]);
    assert.deepEqual(keysIn("ApplicationSet", "spec.syncPolicy"), ["applicationsSync", "preserveResourcesOnDeletion"]);
    assert.deepEqual(keysIn("ApplicationSet", "spec.strategy"), ["type", "deletionOrder", "rollingSync"]);
    assert.deepEqual(keysIn("Application", "spec"), ["syncPolicy"]);
    assert.deepEqual(keysIn("Deployment", "spec"), []);
  });

  const values: readonly (readonly [kind: string, path: string, right: string[], wrong: string[]])[] = [
    ["Application", "spec.syncPolicy.automated.prune", ["true", "false"], ["yes", "1"]],
    ["Application", "spec.syncPolicy.retry.limit", ["5", "-1"], ["five"]],
    ["Application", "spec.syncPolicy.retry.backoff.duration", ["5s", "3m", "1h30m", "5", "1.5s"], ["5 s", "5sec", ""]],
    [
      "Application",
      "spec.syncPolicy.syncOptions[]",
      ["CreateNamespace=true", "CreateNamespace=false", "Validate=true", "ClientSideApplyMigration=true"],
      ["createNamespace=true", "Retry=true", "ServerSideDiff=false", "Force=true", "A=true,B=true", "Prune=no"],
    ],
    ["ApplicationSet", "spec.syncPolicy.applicationsSync", ["create-only", "sync"], ["createOnly", "delete-only"]],
    ["ApplicationSet", "spec.strategy.type", ["RollingSync", "AllAtOnce"], ["rollingSync", "Rolling"]],
    ["ApplicationSet", "spec.strategy.rollingSync.steps[].maxUpdate", ["1", "10%"], ["10 %", "half"]],
    ["ApplicationSet", "spec.preservedFields", [""], ["true"]],
  ];
  for (const [kind, path, right, wrong] of values) {
    it(`tell right from wrong in ${path}`, () => {
      const value = findField(kind, path.split("."))?.value;
      for (const text of right) assert.equal(value?.check(text), undefined, text);
      for (const text of wrong) assert.ok(value?.check(text) !== undefined, text);
    });
  }
});
