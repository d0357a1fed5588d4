import assert from "node:assert/strict";
import {
  type DeclaredApplication,
  readDeclaredApplications,
} from "../../../server/core/application/argocd-application.ts";
import {
  type ApplicationAnswer,
  readDeclared,
  readFolderApplication,
} from "../../../server/core/application/deployed-application.ts";
import { childApplications } from "../../../server/core/application/child-applications.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { idOf } from "../../../server/core/sync/resource.ts";
import { treeOf } from "../../support/source-tree.ts";

const files = {
  "apps/web/kustomization.yaml": "namePrefix: own-\nresources: [all.yaml]\ncommonAnnotations: { team: a }\n",
  "apps/web/all.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n",
  "apps/web/.argocd-source.yaml": "path: never\nkustomize: { nameSuffix: -everywhere }\n",
  "apps/web/.argocd-source-shop.yaml": "kustomize: { nameSuffix: -here }\n",
  "apps/api/job.yaml":
    "apiVersion: batch/v1\nkind: Job\nmetadata: { name: migrate, annotations: { argocd.argoproj.io/hook: PreSync } }\n",
  "components/hooks/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
commonAnnotations: { argocd.argoproj.io/sync-options: Prune=false }
`,
  "root/child.yaml": application("child", "source: { path: apps/api }"),
};
const tree = treeOf(files);

function application(name: string, spec: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name} }
spec:
  destination: { namespace: shop }
  ${spec.replaceAll("\n", "\n  ")}
`;
}

function declared(name: string, spec: string): DeclaredApplication {
  const [found] = readDeclaredApplications(openFile(application(name, spec)), "shop.yaml");
  assert.ok(found);
  return found;
}

function ids({ application: { members } }: ApplicationAnswer): string[] {
  return members.map(({ resource }) => idOf(resource));
}

describe("an Application object", () => {
  it("gives its members what it says about its kustomization", () => {
    const answer = readDeclared(
      declared(
        "shop",
        `source:
  path: apps/web
  kustomize:
    namePrefix: app-
    namespace: shop
    components: [../../components/hooks]
    commonAnnotations: { argocd.argoproj.io/sync-wave: "4" }
    patches:
      - target: { kind: Deployment }
        patch: |-
          - { op: add, path: /metadata/annotations/argocd.argoproj.io~1compare-options, value: IgnoreExtraneous }`,
      ),
      tree,
    );
    assert.deepEqual(ids(answer), ["apps/Deployment:shop/app-web-here"]);
    const [member] = answer.application.members;
    assert.deepEqual(Object.fromEntries(member?.resource.annotations ?? []), {
      "argocd.argoproj.io/sync-options": "Prune=false",
      "argocd.argoproj.io/compare-options": "IgnoreExtraneous",
      team: "a",
      "argocd.argoproj.io/sync-wave": "4",
    });
    assert.equal(answer.application.error, undefined);
    assert.deepEqual(
      (member?.changes ?? []).map(({ what, key, by }) => `${by}: ${what} ${key}`),
      [
        "commonAnnotations: annotation argocd.argoproj.io/sync-options",
        "patches: annotation argocd.argoproj.io/compare-options",
        "namespace: namespace ",
        "nameSuffix: name ",
        "commonAnnotations: annotation team",
        "commonAnnotations: annotation argocd.argoproj.io/sync-wave",
      ],
    );
  });

  it("without a source deploys nothing", () => {
    const { application } = readDeclared(declared("shop", "project: default"), tree);
    assert.deepEqual(
      [application.source, application.members, application.error],
      [{ type: "directory", path: "" }, [], undefined],
    );
  });

  it("is told that Argo CD refuses to set an annotation twice", () => {
    const spec = "source: { path: apps/web, kustomize: { commonAnnotations: { team: b } } }";
    assert.match(readDeclared(declared("shop", spec), tree).application.error ?? "", /"team" already/);
    const forced = spec.replace("kustomize: {", "kustomize: { forceCommonAnnotations: true,");
    assert.equal(readDeclared(declared("shop", forced), tree).application.error, undefined);
  });

  it("reads the options beside the manifests for its own name only", () => {
    const answer = readDeclared(declared("other", "source: { path: apps/web }"), tree);
    assert.deepEqual(ids(answer), ["apps/Deployment:/own-web-everywhere"]);
  });

  it("puts several sources into one sync, and its own namespace first", () => {
    const answer = readDeclared(
      declared(
        "shop",
        `sources:
  - { path: apps/web }
  - { path: apps/api }
  - { chart: redis }
syncPolicy:
  syncOptions: [CreateNamespace=true, PruneLast=true]
  managedNamespaceMetadata: { annotations: { argocd.argoproj.io/sync-wave: "-7" } }`,
      ),
      tree,
    );
    assert.deepEqual(ids(answer), ["apps/Deployment:/own-web-here", "batch/Job:/migrate"]);
    const [first] = answer.application.plan.steps;
    assert.equal(first?.phase, "PreSync");
    assert.deepEqual(
      first.tasks.map(({ resource }) => resource),
      [undefined],
    );
    assert.equal(first.wave, -7n);
    assert.deepEqual(
      answer.application.unread.map(({ text }) => text),
      ["redis"],
    );
  });

  it("shows the children of an app of apps", () => {
    const { application: parent } = readDeclared(declared("root", "source: { path: root }"), tree);
    const [child] = childApplications(parent);
    assert.equal(child?.name, "child");
    assert.deepEqual(ids(readDeclared(child, tree)), ["batch/Job:/migrate"]);
  });
});

describe("a folder that no Application names", () => {
  it("is an application all the same", () => {
    const answer = readFolderApplication("apps/api", { name: "api", namespace: "default" }, tree);
    assert.equal(answer.application.source.type, "directory");
    assert.equal(answer.application.declared, false);
    assert.deepEqual(ids(answer), ["batch/Job:/migrate"]);
  });
});
