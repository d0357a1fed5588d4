import assert from "node:assert/strict";
import { applyEdits } from "../../support/apply-edits.ts";
import { diagnoseApplication, type MadeProblem } from "../../support/diagnose.ts";
import { folderOf } from "./folder.ts";

const template = `apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata:
  name: owner
  annotations:
    argocd.argoproj.io/sync-options: SkipDryRunOnMissingResource=true
spec: { crd: { spec: { names: { kind: Owner } } } }
`;
const constraint = "apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: Owner\nmetadata:\n  name: all\n";
const composite = `apiVersion: apiextensions.crossplane.io/v1
kind: CompositeResourceDefinition
metadata:
  name: xdatabases.example.com
spec: { group: example.com, names: { kind: XDatabase }, claimNames: { kind: Database } }
`;

function found(files: readonly string[], syncOptions: readonly string[] = []): readonly MadeProblem[] {
  const named = Object.fromEntries(files.map((text, index) => [`${index.toString()}.yaml`, text]));
  return diagnoseApplication(folderOf(named, { declared: true, syncOptions })).filter(
    ({ rule }) => rule.id === "kind-not-known-yet",
  );
}

describe("a kind that a resource of the sync makes", () => {
  it("is not known where the option is on what makes it", () => {
    const [problem] = found([template, constraint]);
    assert.match(problem?.message ?? "", /to Owner "all", and give it a later wave than the ConstraintTemplate\.$/);
    const [fix] = problem?.fixes ?? [];
    assert.match(applyEdits(constraint, fix?.edits ?? []), /sync-options: SkipDryRunOnMissingResource=true$/m);
  });

  it("is that of a composite resource and of its claim", () => {
    const of = (kind: string): string => `apiVersion: example.com/v1\nkind: ${kind}\nmetadata:\n  name: shop\n`;
    assert.equal(found([composite, of("XDatabase"), of("Database"), of("Bucket")]).length, 2);
  });

  it("is that of a graph of kro, in its own group or in that of kro", () => {
    const graph = (schema: string): string =>
      `apiVersion: kro.run/v1alpha1\nkind: ResourceGraphDefinition\nmetadata:\n  name: shop\nspec: { schema: { ${schema} } }\n`;
    const shop = (group: string): string => `apiVersion: ${group}/v1alpha1\nkind: Shop\nmetadata:\n  name: main\n`;
    assert.equal(found([graph("kind: Shop"), shop("kro.run")]).length, 1);
    assert.equal(found([graph("kind: Shop, group: example.com"), shop("example.com")]).length, 1);
    assert.equal(found([graph("kind: Shop"), shop("example.com")]).length, 0);
  });

  it("is no matter where the application skips the check, or has the definition too", () => {
    assert.equal(found([template, constraint], ["SkipDryRunOnMissingResource=true"]).length, 0);
    const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: owner.constraints.gatekeeper.sh }
spec: { group: constraints.gatekeeper.sh, names: { kind: Owner } }
`;
    assert.equal(found([template, constraint, definition]).length, 0);
  });

  it("is not judged where a template decides", () => {
    assert.equal(found([template.replace("kind: Owner", 'kind: "{{ .Values.kind }}"'), constraint]).length, 0);
    const options = `${constraint}  annotations:\n    argocd.argoproj.io/sync-options: "{{ .Values.options }}"\n`;
    assert.equal(found([template, options]).length, 0);
    assert.equal(found([constraint]).length, 0);
  });
});
