import assert from "node:assert/strict";
import fc from "fast-check";
import { parseInteger } from "../../server/core/sync/integer.ts";
import { kindRank } from "../../server/core/sync/kind-order.ts";
import { phases } from "../../server/core/sync/phase.ts";
import { type SyncPlan, planSync } from "../../server/core/sync/plan.ts";
import { type SyncResource, idOf, isNamespace } from "../../server/core/sync/resource.ts";
import {
  type SortableTask,
  definitionDependency,
  namespaceDependency,
  orderTasks,
  pullForward,
} from "../../server/core/sync/sync-tasks.ts";
import { annotationsOf, resourceFrom } from "../unit/sync/resources.ts";
import { literalAdjustDependencies } from "./literal-adjust-dependencies.ts";

const options = { namespace: "default" };
const namespaces = ["", "default", "a", "b"];
const customKinds = ["Widget", "Gadget"];

const hookValue = fc.constantFrom(
  ...["PreSync", "Sync", "PostSync", "SyncFail", "PreSync,Sync", "PostSync, PreSync,SyncFail"],
  ...["Skip", "Skip,PostSync", "typo", "", "PreDelete", "PostSync,PostDelete"],
);
const helmHookValue = fc.constantFrom("pre-install", "post-upgrade", "crd-install", "test", "pre-delete");
const waveValue = fc.oneof(fc.integer({ min: -6, max: 6 }).map(String), fc.constantFrom("one", "", "100", "-100"));
const shortAnnotations = fc.record(
  { hook: hookValue, helmHook: helmHookValue, syncWave: waveValue, helmHookWeight: waveValue },
  { requiredKeys: [] },
);
// Hooks of Helm and of Argo CD are the exception: with them everywhere hardly a plain resource would be left.
const annotations = fc.oneof(
  { weight: 3, arbitrary: fc.record({ syncWave: waveValue }, { requiredKeys: [] }) },
  { weight: 2, arbitrary: shortAnnotations },
);

const plainResource = fc
  .tuple(
    fc.constantFrom("/ConfigMap", "/Secret", "batch/Job", "apps/Deployment", "acme.io/Widget", "acme.io/Gadget"),
    fc.constantFrom(...namespaces),
    fc.constantFrom("a", "b", "c", "d"),
    annotations,
  )
  .map(([kind, namespace, name, short]) => resourceFrom(`${kind}:${namespace}/${name}`, short));
const namespaceResource = fc
  .tuple(fc.constantFrom("default", "a", "b"), annotations)
  .map(([name, short]) => resourceFrom(`/Namespace:/${name}`, short));
const definition = fc
  .tuple(fc.constantFrom(...customKinds), fc.constantFrom("x", "y"), annotations)
  .map(([kind, name, short]) =>
    resourceFrom(`apiextensions.k8s.io/CustomResourceDefinition:/${name}`, short, { crd: { group: "acme.io", kind } }),
  );
const resources: fc.Arbitrary<readonly SyncResource[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: plainResource }, namespaceResource, definition),
  { maxLength: 25, size: "max" },
);

/** Resources that differ in the rank of their kind or in their name, so that neither a duplicate nor a tie leaves a choice. */
const distinctResources = resources.map((all) => {
  const bySortKey = new Map(all.map((resource) => [`${kindRank(resource.kind)} ${resource.name}`, resource]));
  return [...bySortKey.values()];
});

const task: fc.Arbitrary<SortableTask> = fc
  .tuple(
    fc.oneof(plainResource, namespaceResource, definition),
    fc.constantFrom(...phases),
    fc.bigInt({ min: -3n, max: 3n }),
    fc.nat(),
  )
  .map(([object, phase, wave, resource]) => ({ resource, phase, wave, declaredWave: wave, object }));

function stepIds(plan: SyncPlan, all: readonly SyncResource[]): readonly (readonly string[])[] {
  return plan.steps.map(({ phase, wave, tasks }) => [
    `${phase} ${wave ?? "unknown"}`,
    ...tasks.map(({ resource }) => idAt(all, resource)),
  ]);
}

function idAt(all: readonly SyncResource[], index: number | undefined): string {
  const resource = index === undefined ? undefined : all[index];
  return resource === undefined ? "(created)" : idOf(resource);
}

describe("sync plans of any resources", () => {
  it("have every resource once per phase, or in no step for a reason that is given", () => {
    fc.assert(
      fc.property(resources, (all) => {
        const plan = planSync(all, options);
        const overridden = new Set(plan.overridden.map(({ resource }) => resource));
        const tasks = plan.steps.flatMap((step) => step.tasks);
        for (const [index, behaviour] of plan.behaviours.entries()) {
          const count = tasks.filter(({ resource }) => resource === index).length;
          assert.equal(count, overridden.has(index) ? 0 : behaviour.phases.length);
          assert.equal(behaviour.phases.length > 0, behaviour.role === "resource" || behaviour.role === "hook");
        }
      }),
    );
  });

  it("have steps in ascending order of phase and wave, each once", () => {
    fc.assert(
      fc.property(resources, (all) => {
        const { steps } = planSync(all, options);
        const keys = steps.map(({ phase, wave }) => phases.indexOf(phase) * 1000 + Number(wave));
        assert.deepEqual(
          keys,
          [...new Set(keys)].sort((left, right) => left - right),
        );
      }),
    );
  });

  it("do not depend on the order of the manifests where no duplicate and no tie leaves a choice", () => {
    fc.assert(
      fc.property(
        distinctResources.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          const [plan, other] = [planSync(all, options), planSync(shuffled, options)];
          assert.deepEqual(stepIds(other, shuffled), stepIds(plan, all));
          const batches = (of: SyncPlan, from: readonly SyncResource[]) =>
            of.deletion.map((batch) => batch.map((index) => idAt(from, index)).sort());
          assert.deepEqual(batches(other, shuffled), batches(plan, all));
        },
      ),
    );
  });

  it("give every task the phase and wave of its step, and its own where nothing pulls it", () => {
    fc.assert(
      fc.property(resources, (all) => {
        const plan = planSync(all, options);
        for (const step of plan.steps) {
          for (const applied of step.tasks) {
            assert.deepEqual([applied.phase, applied.wave], [step.phase, step.wave]);
            if (applied.pulledBy === undefined) assert.equal(applied.wave, applied.declaredWave);
          }
        }
      }),
    );
  });

  it("create a Namespace before the first resource in it", () => {
    fc.assert(
      fc.property(resources, (all) => {
        const tasks = planSync(all, options).steps.flatMap((step) => step.tasks);
        const resourceOf = (index: number | undefined) => (index === undefined ? undefined : all[index]);
        for (const name of ["default", "a", "b"]) {
          const first = tasks.findIndex(({ resource }) => {
            const found = resourceOf(resource);
            return found !== undefined && !isNamespace(found) && (found.namespace || "default") === name;
          });
          const created = tasks.findIndex(({ resource }) => {
            const found = resourceOf(resource);
            return found !== undefined && isNamespace(found) && found.name === name;
          });
          // A definition has no namespace of its own either, and may itself be pulled further forward afterwards.
          const isDefinition = resourceOf(tasks[first]?.resource)?.kind === "CustomResourceDefinition";
          if (first >= 0 && created >= 0 && !isDefinition)
            assert.ok(created < first, `${name}: ${created} >= ${first}`);
        }
      }),
    );
  });

  it("create a definition before the first resource of its kind", () => {
    fc.assert(
      fc.property(resources, (all) => {
        const tasks = planSync(all, options).steps.flatMap((step) => step.tasks);
        const positionOf = (isWanted: (resource: SyncResource) => boolean) =>
          tasks.findIndex(({ resource }) => {
            const found = resource === undefined ? undefined : all[resource];
            return found !== undefined && isWanted(found);
          });
        for (const kind of customKinds) {
          const first = positionOf((resource) => resource.kind === kind);
          const defined = positionOf((resource) => resource.crd?.kind === kind);
          if (first >= 0 && defined >= 0) assert.ok(defined < first);
        }
      }),
    );
  });

  it("keep their order when all waves are stretched and shifted", () => {
    fc.assert(
      fc.property(
        resources,
        fc.bigInt({ min: 1n, max: 1000n }),
        fc.bigInt({ min: -1000n, max: 1000n }),
        (all, factor, offset) => {
          const behaviours = planSync(all, options).behaviours;
          const stretched = all.map((resource, index) => ({
            ...resource,
            annotations: new Map([
              ...resource.annotations,
              ...annotationsOf({ syncWave: String((behaviours[index]?.wave ?? 0n) * factor + offset) }),
            ]),
          }));
          const order = (of: readonly SyncResource[]) =>
            planSync(of, options).steps.map(({ phase, tasks }) => [phase, ...tasks.map(({ resource }) => resource)]);
          assert.deepEqual(order(stretched), order(all));
        },
      ),
    );
  });

  it("delete each resource at most once, in the reverse order of declared waves", () => {
    fc.assert(
      fc.property(resources, (all) => {
        const { deletion, behaviours } = planSync(all, options);
        const deleted = deletion.flat();
        assert.equal(new Set(deleted).size, deleted.length);
        const waves = deletion.map((batch) => new Set(batch.map((index) => behaviours[index]?.wave)));
        assert.ok(waves.every((batch) => batch.size === 1));
        const numbers = waves.map((batch) => Number([...batch][0]));
        assert.deepEqual(
          numbers,
          [...numbers].sort((left, right) => right - left),
        );
      }),
    );
  });

  it("are made of any text in any field", () => {
    const text = fc.string({ unit: "binary" });
    const anything = fc
      .record({ group: text, kind: text, namespace: text, name: text, generateName: text, known: fc.boolean() })
      .chain((fields) =>
        fc
          .dictionary(
            fc.constantFrom("hook", "helmHook", "syncWave", "hookDeletePolicy", "syncOptions"),
            fc.option(text, { nil: undefined }),
          )
          .map((short) => ({ ...fields, annotations: annotationsOf(short), annotationsKnown: fields.known })),
      );
    fc.assert(
      fc.property(fc.array(anything), text, (all, namespace) => {
        assert.equal(planSync(all, { namespace }).behaviours.length, all.length);
      }),
    );
  });
});

describe("pulling forward", () => {
  for (const [name, dependency] of Object.entries({ namespaceDependency, definitionDependency })) {
    it(`arrives where Argo CD's own loop arrives (${name})`, () => {
      fc.assert(
        fc.property(fc.array(task, { maxLength: 40, size: "max" }), (tasks) => {
          const sorted = orderTasks(tasks);
          assert.deepEqual(pullForward(sorted, dependency), literalAdjustDependencies(sorted, dependency));
        }),
        { numRuns: 500 },
      );
    });
  }

  it("looks at each of many tasks only a few times", () => {
    const tasks = orderTasks(fc.sample(task, 5_000));
    for (const dependency of [namespaceDependency, definitionDependency]) {
      let looks = 0;
      const counting: typeof dependency = {
        provides: (object) => {
          looks++;
          return dependency.provides(object);
        },
        refersTo: (object) => {
          looks++;
          return dependency.refersTo(object);
        },
      };
      pullForward(tasks, counting);
      assert.ok(looks <= 3 * tasks.length, `${looks} looks at ${tasks.length} tasks`);
    }
  });
});

describe("integers of any size", () => {
  it("are read back as they were written, exactly within 64 bits", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }), (value) => {
        const fits = BigInt.asIntN(64, value) === value;
        assert.equal(parseInteger(String(value)), fits ? value : undefined);
      }),
    );
  });
});
