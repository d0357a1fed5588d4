import assert from "node:assert/strict";
import { folderOfRepository } from "../../../server/core/application/chart/stored-charts.ts";
import {
  type DeployedApplication,
  readFolderApplication,
} from "../../../server/core/application/deployed-application.ts";
import { planNotices } from "../../../server/core/features/plan/plan-notices.ts";
import { positionAt } from "../../../server/core/manifest/file.ts";
import { treeOf } from "../../support/source-tree.ts";

const repository = "https://charts.example.com/stable";
const fetched = `/fetched/${folderOfRepository(repository)}`;

/** A packed chart in a store, with one ConfigMap that is named after where it is. */
function archive(path: string, name: string, version: string): Record<string, string> {
  return {
    [path]: "",
    [`${path}/.helmignore`]: "*.yaml\n",
    [`${path}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: ${version}\n`,
    [`${path}/templates/a.yaml`]: `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "${path}" }\n`,
  };
}

/** The application of a chart that needs others. */
function read(dependencies: string, files: Readonly<Record<string, string>>): DeployedApplication {
  const tree = treeOf({
    "app/Chart.yaml": `apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies:\n${dependencies}\n`,
    ...files,
  });
  const chartStores = [
    { folder: "/fetched", kind: "fetched" },
    { folder: "/helm", kind: "cache" },
  ] as const;
  return readFolderApplication("app", { name: "app", namespace: "default" }, { ...tree, chartStores }).application;
}

function namesIn({ members }: DeployedApplication): readonly string[] {
  return members.map(({ resource }) => resource.name);
}

function wanted(version: string, more = ""): string {
  return `  - { name: sub, version: "${version}", repository: ${repository}${more} }`;
}

describe("a chart of another repository", () => {
  it("is read from the cache of Helm, and said to be of any repository", () => {
    const application = read(wanted("^1.0.0"), {
      ...archive("/helm/sub-1.2.3.tgz", "sub", "1.2.3"),
      ...archive("/helm/sub-1.1.0.tgz", "sub", "1.1.0"),
      ...archive("/helm/sub-2.0.0.tgz", "sub", "2.0.0"),
    });
    assert.deepEqual(namesIn(application), ["/helm/sub-1.2.3.tgz"]);
    assert.deepEqual(application.unread, []);
    const [notice, ...others] = planNotices(application);
    assert.deepEqual(others, []);
    assert.match(
      notice?.message ?? "",
      /"sub" 1\.2\.3 .*"\/helm\/sub-1\.2\.3\.tgz".*without saying from which repository/,
    );
    assert.deepEqual(
      [notice?.fileName, notice?.at && positionAt(notice.at.file, notice.at.offset).line, notice?.canFetch],
      ["app/Chart.yaml", 4, false],
    );
  });

  it("is the one that was fetched before the one in the cache", () => {
    const application = read(wanted("1.2.3"), {
      ...archive("/helm/sub-1.2.3.tgz", "sub", "1.2.3"),
      ...archive(`${fetched}/sub-1.2.3.tgz`, "sub", "1.2.3"),
    });
    assert.deepEqual(namesIn(application), [`${fetched}/sub-1.2.3.tgz`]);
    assert.match(planNotices(application)[0]?.message ?? "", /you had fetched from "https:\/\/charts\.example\.com/);
  });

  it("is the version that is locked", () => {
    const lock = `dependencies:\n- { name: sub, repository: ${repository}, version: 1.1.0 }\n`;
    const files = {
      ...archive("/helm/sub-1.2.3.tgz", "sub", "1.2.3"),
      ...archive("/helm/sub-1.1.0.tgz", "sub", "1.1.0"),
    };
    assert.deepEqual(namesIn(read(wanted("^1.0.0"), { ...files, "app/Chart.lock": lock })), ["/helm/sub-1.1.0.tgz"]);
    // A lock that does not fit any more says nothing.
    assert.deepEqual(namesIn(read(wanted("^1.2.0"), { ...files, "app/Chart.lock": lock })), ["/helm/sub-1.2.3.tgz"]);
    const without = { ...archive("/helm/sub-1.2.3.tgz", "sub", "1.2.3"), "app/Chart.lock": lock };
    assert.deepEqual(read(wanted("^1.0.0"), without).unread[0]?.chart, { name: "sub", version: "1.1.0", repository });
  });

  const others: readonly (readonly [what: string, dependency: string, files: Record<string, string>])[] = [
    ["that is another one inside", wanted("1.2.3"), archive("/helm/sub-1.2.3.tgz", "other", "1.2.3")],
    ["of another version inside", wanted("1.2.3"), archive("/helm/sub-1.2.3.tgz", "sub", "1.2.4")],
    ["that cannot be unpacked", wanted("1.2.3"), { "/helm/sub-1.2.3.tgz": "" }],
    [
      "of another repository",
      wanted("1.2.3"),
      archive(`/fetched/${folderOfRepository("https://other.example.com")}/sub-1.2.3.tgz`, "sub", "1.2.3"),
    ],
    ["of a version that does not fit", wanted("^2.0.0"), archive("/helm/sub-1.2.3.tgz", "sub", "1.2.3")],
  ];
  for (const [what, dependency, files] of others) {
    it(`is no chart ${what}`, () => {
      const application = read(dependency, files);
      assert.deepEqual(namesIn(application), []);
      const [notice] = planNotices(application);
      assert.match(notice?.message ?? "", /The resources of the chart "sub" .* are not known/);
      assert.equal(notice?.canFetch, true);
    });
  }

  it("is read under its alias, and not told of where it is switched off", () => {
    const files = archive("/helm/sub-1.2.3.tgz", "sub", "1.2.3");
    const off = read(wanted("1.2.3", ", condition: x.enabled"), {
      ...files,
      "app/values.yaml": "x: { enabled: false }",
    });
    assert.deepEqual([namesIn(off), planNotices(off)], [[], []]);
    assert.deepEqual(namesIn(read(wanted("1.2.3", ", alias: x"), files)), ["/helm/sub-1.2.3.tgz"]);
    const lacking = read(wanted("1.2.3", ", alias: x"), {});
    assert.equal(lacking.unread[0]?.chart?.name, "sub");
  });

  it("cannot be fetched from what is no address", () => {
    for (const from of ["'@stable'", "alias:stable", "'https://a b'", "x", "ftp://x"])
      assert.equal(read(`  - { name: sub, version: 1.2.3, repository: ${from} }`, {}).unread[0]?.chart, undefined);
  });

  it("is not looked for where its name would lead elsewhere", () => {
    const application = read(`  - { name: "../x", version: 1.2.3, repository: ${repository} }`, {
      ...archive("/x-1.2.3.tgz", "../x", "1.2.3"),
    });
    assert.deepEqual(namesIn(application), []);
  });

  it("that is not certainly the right one makes nothing fail", () => {
    const path = "/helm/sub-1.2.3.tgz";
    const files = { ...archive(path, "sub", "1.2.3"), [`${path}/templates/a.yaml`]: '{{ fail "no" }}' };
    assert.equal(read(wanted("1.2.3"), files).error, undefined);
  });
});
