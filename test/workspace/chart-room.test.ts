import assert from "node:assert/strict";
import { openFile } from "../../server/core/index.ts";
import { Workspace } from "../../server/workspace/workspace.ts";
import { charts } from "../adversarial/hostile-charts.ts";
import { unrenderedSentences } from "../../server/cli/lint/unrendered.ts";
import { memoryFiles } from "../support/memory-files.ts";

const count = 40;

const applications = Array.from(
  { length: count },
  (_, index) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: app${index} }
spec:
  destination: { namespace: prod }
  source: { path: chart, repoURL: https://example.com/shop.git, helm: { valuesObject: { n: ${index} } } }
`,
).join("---\n");

describe("charts that take too much together", () => {
  const chart = Object.entries(charts["names for charts"]()).map(([path, text]) => [`/w/chart/${path}`, String(text)]);
  const texts: Record<string, string> = {
    "/w/.git/HEAD": "",
    "/w/apps.yaml": applications,
    ...(Object.fromEntries(chart) as Record<string, string>),
  };

  it("are not rendered once there is no room, which their applications say, until they take less", async () => {
    const open = new Map<string, ReturnType<typeof openFile>>();
    const workspace = new Workspace(memoryFiles(texts), (path) => open.get(path));
    const told = async (): Promise<readonly (readonly string[])[]> =>
      (await workspace.applications.allDeployed()).map(({ application: { unread } }) =>
        unread.map(({ reason, location: { path } }) => `${path}: ${reason}`),
      );
    await workspace.applications.search("/w");
    const before = await told();
    const refused = before.filter(([one = ""]) => one.includes("take too much together"));
    assert.match(before[0]?.[0] ?? "", /^\/w\/chart\/Chart.yaml: There are more charts and values/);
    assert.match(before.at(-1)?.[0] ?? "", /^\/w\/apps.yaml: This chart is not rendered, because/);
    assert.ok(refused.length > 0 && refused.length < count);
    assert.deepEqual(
      workspace.applications.unrendered(),
      Array.from({ length: refused.length }, (_, index) => `app${count - refused.length + index}`),
    );

    // The last one is asked for first: there is room for it once the others have been read again.
    for (const name of ["", "charts/c/charts/d/"]) {
      const path = `/w/chart/${name}Chart.yaml`;
      const small = openFile(`apiVersion: v2\nname: ${name === "" ? "app" : "d"}\nversion: 1.0.0\n`);
      open.set(path, small);
      workspace.applications.changed(path, small);
    }
    const last = (await workspace.applications.declared.all()).slice(-1);
    for (const spec of await workspace.applications.declared.specsOf(last)) await workspace.applications.of(spec);
    assert.deepEqual(workspace.applications.unrendered(), [`app${count - 1}`]);
    assert.deepEqual((await told()).flat(), []);
    assert.deepEqual(workspace.applications.unrendered(), []);
  });

  it("are named on standard error", () => {
    assert.deepEqual(unrenderedSentences([]), []);
    assert.match(unrenderedSentences(["a"])[0] ?? "", /those of 1 application are .*: "a"\. /);
    const [many = ""] = unrenderedSentences(Array.from({ length: 1005 }, (_, index) => `a${index}`));
    assert.match(many, /those of 1005 applications are .*: "a0", "a1", "a2", "a3", "a4" and 1,000 more\. /);
  });
});
