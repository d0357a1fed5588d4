import assert from "node:assert/strict";
import { Applications } from "../../server/workspace/applications.ts";
import { manifest } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

describe("a chain of kustomizations", () => {
  it("is read until it is absurdly long, and then says where it was cut off", async () => {
    const length = 400;
    const chain = Array.from({ length }, (_, index) => [
      `/r/k${index}/kustomization.yaml`,
      `resources: [../k${index + 1}]\n`,
    ]);
    const files = { "/r/.git/HEAD": "", ...(Object.fromEntries(chain) as Record<string, string>) };
    const { application } = await new Applications(memoryFiles(files), () => undefined).ofFolder("/r/k0");
    const [cut, ...others] = application.unread;
    assert.deepEqual(others, []);
    assert.match(cut?.location.path ?? "", /^\/r\/k\d+/);
    assert.match(cut?.reason ?? "", /^Too many folders lead here one after another: the rest is not read\.$/);
  });

  it("is told for each of its files in a moment, however many build on them", async () => {
    const names = Array.from({ length: 150 }, (_, index) => `/r/k${index}/kustomization.yaml`);
    const chain = names.map((name, index) => [
      name,
      `resources: [../${index === 149 ? "base/a.yaml" : `k${index + 1}`}]\n`,
    ]);
    const files = {
      "/r/.git/HEAD": "",
      "/r/base/a.yaml": manifest("Job", "a"),
      ...(Object.fromEntries(chain) as Record<string, string>),
    };
    const applications = new Applications(memoryFiles(files), () => undefined);
    await applications.search("/r");
    for (const name of names) await applications.ofFile(name);
  });
});
