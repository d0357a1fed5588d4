import assert from "node:assert/strict";
import { configMap, runCli, withFolder } from "./run-cli.ts";

const argocdCm = `apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-cm
data:
  resource.customizations.health.example.com_Widget: |
    return {status = "Healthy"}
`;
const widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: one\n";
const app = `${widget}---\n${configMap("late")}  annotations:\n    argocd.argoproj.io/sync-wave: "1"\n`;

interface Wait {
  readonly phase: string;
  readonly wave: number;
  readonly resource: string;
  readonly awaited: string;
  readonly reason: string;
}

/** What the plan says of the waiting in the first wave of a path. */
async function waitsOf(cwd: string, path: string): Promise<readonly Wait[] | undefined> {
  const { stdout } = await runCli(["plan", "--format", "json", path], { cwd });
  const plan = JSON.parse(stdout) as { applications: { waits: Wait[] }[] };
  return plan.applications[0]?.waits.filter(({ wave }) => wave === 0);
}

describe("plan, of health checks that the repository adds to Argo CD", () => {
  const files = { ".git/HEAD": "ref: refs/heads/main\n", "apps/shop/all.yaml": app };

  it("leaves open without one whether a custom resource is awaited", async () => {
    await withFolder(files, async (cwd) => {
      const reason = "Argo CD waits for it only if somebody has added a health check for Widget.";
      assert.deepEqual(await waitsOf(cwd, "apps/shop"), [
        { phase: "Sync", wave: 0, resource: "example.com/Widget:/one", awaited: "perhaps", reason },
      ]);
      const { stdout } = await runCli(["plan", "apps/shop"], { cwd });
      assert.match(stdout, /^ {2}wave 0$/m);
      assert.match(stdout, /^ {2}Awaited only if somebody has added a health check for the kind: Widget one$/m);
    });
  });

  const forms: readonly (readonly [what: string, file: string, text: string])[] = [
    ["argocd-cm", "ops/argocd-cm.yaml", argocdCm],
    [
      "the values of the chart",
      "ops/argocd/values.yaml",
      "argo-cd:\n  configs:\n    cm:\n      resource.customizations.health.example.com_Widget: return {}\n",
    ],
    [
      "the operator",
      "ops/argocd.yaml",
      "apiVersion: argoproj.io/v1beta1\nkind: ArgoCD\nmetadata:\n  name: argocd\nspec:\n  resourceHealthChecks:\n    - group: example.com\n      kind: Widget\n      check: return nil\n",
    ],
    [
      "the operator in its older way",
      "ops/argocd.yaml",
      "apiVersion: argoproj.io/v1alpha1\nkind: ArgoCD\nmetadata:\n  name: argocd\nspec:\n  resourceCustomizations: |\n    '*.com/*':\n      health.lua: return nil\n",
    ],
    [
      "a kustomization",
      "ops/kustomization.yaml",
      "configMapGenerator:\n  - name: argocd-cm\n    literals:\n      - resource.customizations.health.example.com_Widget=return nil\n",
    ],
  ];
  for (const [what, file, text] of forms) {
    it(`knows from ${what} anywhere in the repository that it is`, async () => {
      await withFolder({ ...files, [file]: text }, async (cwd) => {
        const reason = `Argo CD waits until it is healthy, as the check in ${file} says.`;
        assert.deepEqual(await waitsOf(cwd, "apps/shop"), [
          { phase: "Sync", wave: 0, resource: "example.com/Widget:/one", awaited: "yes", reason },
        ]);
        const { stdout } = await runCli(["plan", "apps/shop"], { cwd });
        assert.match(stdout, /^ {2}wave 0, until Widget one is healthy$/m);
        assert.ok(stdout.includes(`  Awaited as the health check in ${file} says: Widget one\n`), stdout);
      });
    });
  }

  it("lets such a resource hang in what-if", async () => {
    await withFolder(
      { ...files, "ops/argocd-cm.yaml": argocdCm.replace("example.com_Widget", "ConfigMap") },
      async (cwd) => {
        const asked = ["plan", "--what-if", "hang:ConfigMap/late", "apps/shop"];
        assert.match((await runCli(asked, { cwd })).stdout, /never becomes healthy/);
      },
    );
    await withFolder(files, async (cwd) => {
      const asked = ["plan", "--what-if", "hang:ConfigMap/late", "apps/shop"];
      assert.equal((await runCli(asked, { cwd })).status, 2);
    });
  });

  it("is what lint goes by too", async () => {
    const child =
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: child\n  annotations:\n    argocd.argoproj.io/sync-wave: '2'\n";
    const paused =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  annotations:\n    argocd.argoproj.io/sync-wave: "-1"\nspec:\n  paused: true\n';
    const lint = (cm: string, check: (output: string) => void): Promise<void> =>
      withFolder(
        { ...files, "apps/child.yaml": child, "apps/shop/web.yaml": paused, "ops/argocd-cm.yaml": cm },
        async (cwd) => {
          check((await runCli(["lint", "apps"], { cwd })).stdout);
        },
      );
    await lint(argocdCm, (output) => {
      assert.match(output, /wave-of-child-application/);
      assert.match(output, /never-healthy/);
    });
    const other = `${argocdCm.replace("example.com_Widget", "argoproj.io_Application")}  resource.customizations.health.apps_Deployment: return {}\n`;
    await lint(other, (output) => {
      assert.doesNotMatch(output, /wave-of-child-application|never-healthy/);
    });
  });

  it("knows what a patch makes of a Service, and promises nothing of what is filled in later", async () => {
    const overlay = {
      "kustomization.yaml": "resources: [all.yaml]\npatches: [{path: patch.yaml}]\n",
      "all.yaml": `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n---\n${app}`,
      "patch.yaml": "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: LoadBalancer\n",
    };
    await withFolder(overlay, async (cwd) => {
      const service = (await waitsOf(cwd, "."))?.find(({ resource }) => resource === "/Service:/web");
      assert.equal(service?.awaited, "yes");
    });
    const replacement =
      'replacements: [{sourceValue: "${TYPE}", targets: [{select: {kind: Service}, fieldPaths: [spec.type], options: {create: true}}]}]';
    const filledIn = { ...overlay, "kustomization.yaml": `resources: [all.yaml]\n${replacement}\n` };
    await withFolder(filledIn, async (cwd) => {
      const service = (await waitsOf(cwd, "."))?.find(({ resource }) => resource === "/Service:/web");
      assert.equal(service?.awaited, "perhaps");
    });
  });

  it("counts what stands in a file that is planned alone", async () => {
    await withFolder({ "all.yaml": `${argocdCm}---\n${app}` }, async (cwd) => {
      const waits = await waitsOf(cwd, "all.yaml");
      assert.deepEqual(
        waits?.map(({ awaited, reason }) => [awaited, reason]),
        [
          ["no", "Argo CD does not wait for it, as there is no health check for ConfigMap."],
          ["yes", "Argo CD waits until it is healthy, as the check in all.yaml says."],
        ],
      );
    });
  });
});
