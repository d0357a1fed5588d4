import assert from "node:assert/strict";
import { openFile, readConfiguration } from "../../../server/core/index.ts";
import { complete } from "../../../server/core/features/complete/complete.ts";
import { hover } from "../../../server/core/features/hover.ts";
import { buildApplication } from "../../../server/core/application/application.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";
import { configuredApplications } from "../../../server/core/configuration/configured-applications.ts";
import { diagnoseFile, fixFile } from "../../support/diagnose.ts";

const fileName = "/repo/.argocd-annotations.yaml";

function messagesIn(text: string, name = fileName): string[] {
  return diagnoseFile(openFile(text), { fileName: name }).map(({ message }) => message);
}

/** What is offered at the mark `|`, as it would be written. */
function offeredAt(marked: string): string[] {
  const file = openFile(marked.replace("|", ""));
  const application = buildApplication(
    [],
    { name: "a", source: { type: "file", path: "a" }, namespace: "default" },
    "unknown",
  );
  return complete(file, marked.indexOf("|"), application, { fileName }).map(({ text }) => text);
}

function hoverAt(marked: string): string | undefined {
  const file = openFile(marked.replace("|", ""));
  const application = buildApplication(
    [],
    { name: "a", source: { type: "file", path: "a" }, namespace: "default" },
    "unknown",
  );
  return hover(file, marked.indexOf("|"), rosterOf(application), fileName)?.markdown;
}

describe("a configuration", () => {
  it("says what it is read as, without what is wrong in it", () => {
    const { argocdVersion, kubernetesVersion, rules, exclude, overrides, ...rest } = readConfiguration(
      openFile(
        "argocdVersion: 2.10\nkubernetesVersion: v1.30.1\napiVersions: [a.example.com/v1, '!']\nembeddedInConfigMaps: true\n" +
          "rules: { unknown-option: off, wave-not-an-integer: loud, no-rule: off }\nexclude: [charts/, '']\n" +
          "overrides:\n  - paths: [a]\n    argocdVersion: latest\n  - rules: { unknown-option: error }\nhealthChecks: [example.com/Database]\n",
      ),
    );
    assert.deepEqual(argocdVersion, { major: 2, minor: 10 });
    assert.equal(kubernetesVersion, "v1.30.1");
    assert.deepEqual([...rules], [["unknown-option", "off"]]);
    assert.deepEqual(exclude, ["charts/"]);
    assert.deepEqual(
      overrides.map(({ paths }) => paths),
      [["a"]],
    );
    assert.equal(rest.embeddedInConfigMaps, true);
    assert.deepEqual(rest.apiVersions, ["a.example.com/v1"]);
    assert.deepEqual(rest.healthChecks, ["example.com/Database"]);
  });

  const mistakes: readonly (readonly [text: string, message: RegExp])[] = [
    ["ruls: {}", /^There is no key "ruls" here, so it is ignored. Did you mean "rules"\?$/],
    ["colour: red", /^There is no key "colour" here, so it is ignored. Use argocdVersion, .* or applications\.$/],
    ["rules: { made-up-entirely: off }", /^There is no rule "made-up-entirely", so it is ignored. Remove it\.$/],
    ["rules: { unknown-option: false }", /^"unknown-option" cannot be "false", .* Did you mean "off"\?$/],
    [
      "rules: { unknown-option: loud }",
      /^"unknown-option" cannot be "loud", .* Use error, warning, information, hint or off\.$/,
    ],
    ["rules: [unknown-option]", /^"rules" must be a mapping of rules, so this is ignored\./],
    ["rules: { unknown-option: [off] }", /^"unknown-option" cannot be this, so it is ignored\./],
    ["argocdVersion: [3]", /^"argocdVersion" must be a text/],
    ["embeddedInConfigMaps: maybe", /^"embeddedInConfigMaps" must be true or false/],
    ["kubernetesVersion: new", /^"new" in "kubernetesVersion" is ignored: it must be a version such as 1\.33\.$/],
    ["apiVersions: ['a b']", /^"a b" in "apiVersions" is ignored: it must be an API version/],
    ["healthChecks: [a/b/c]", /^"a\/b\/c" in "healthChecks" is ignored: it must be a kind/],
    [`exclude: [${"a".repeat(300)}]`, /in "exclude" is ignored: it must be a pattern such as charts/],
    [
      "exclude: ['{a,b}/']",
      /^"\{a,b\}\/" in "exclude" is ignored: it must be one pattern for each alternative, as braces mean/,
    ],
    ["exclude: [a\\b]", /is ignored: it must be a pattern with "\/" between folders, such as charts\/tests\.$/],
    ["exclude: ['#a']", /is ignored: it must be a pattern that does not begin with "#", as that makes it a comment\.$/],
    [
      "exclude: [./a]",
      /must be a pattern from the folder of the configuration, without "\." or "\.\." for a folder\.$/,
    ],
    ["overrides: [{ paths: [../a] }]", /^"\.\.\/a" in "paths" is ignored: it must be a pattern from the folder/],
    [
      "overrides: [{ paths: ['!a'] }]",
      /^"paths" matches nothing, so this is ignored\. Add a pattern that does not begin with "!"/,
    ],
    ["overrides: [{ paths: [] }]", /^"paths" matches nothing, so this is ignored\./],
    ["exclude: ['!']", /^"!" in "exclude" is ignored: it must be a pattern such as charts/],
    ["embeddedInConfigMaps: 'true'", /^"embeddedInConfigMaps" must be true or false/],
    ["applications: [{ name: true, path: a }]", /^"name" must be a text/],
    ["exclude: [a]\nexclude: [b]", /^"exclude" is written twice, and only the last one is read\. Merge them\.$/],
    ["applications: [{ path: ../other }]", /^This item of "applications" has no "name", so it is ignored\. Add it\.$/],
    ["applications: [{ name: a, path: ../other }]", /^"\.\.\/other" in "path" is ignored: it must be a folder below/],
    ["applications: [{ name: a, path: a, kustomize: 3 }]", /^"kustomize" must be a mapping/],
    ["applications: [{ name: a, path: a, syncOptions: [CreateNamespace] }]", /must be an option with its value/],
    ["- a", /^"the configuration" must be a mapping of keys/],
    ["rules: { unknown-option: off", /^This is not valid YAML \(.+\), so some settings may be ignored\. Correct it\.$/],
    ["argocdVersion: latest\n---\nrules: {}\n", /^Only the first document of a configuration is read/],
    ["a".repeat(100_001), /^This configuration is too large or too deep/],
  ];
  for (const [text, message] of mistakes) {
    it(`says what is wrong in ${text.slice(0, 50)}`, () => {
      const [first = ""] = messagesIn(text);
      assert.match(first, message);
    });
  }

  it("is right where nothing is written yet, and where it has everything", () => {
    for (const text of [
      "",
      "# later\n",
      "rules:\nexclude:\noverrides:\n",
      "applications:\n  - name: a\n    path: .\n    helm:\n      valueFiles: [b.yaml]\n",
    ])
      assert.deepEqual(messagesIn(text), []);
  });

  it("is the first document in which anything is written", () => {
    const licence = "# Licence\n\n---\n";
    assert.deepEqual(messagesIn(`${licence}rules: {}\n---\n# end\n`), []);
    assert.equal(
      readConfiguration(openFile(`%YAML 1.2\n---\nembeddedInConfigMaps: true\n`)).embeddedInConfigMaps,
      true,
    );
    const [mistake] = diagnoseFile(openFile(`${licence}ruls: {}\n`), { fileName });
    assert.equal(mistake?.span.start, licence.length);
    assert.equal(fixFile(openFile(`${licence}ruls: {}\n`), fileName), `${licence}rules: {}\n`);
    assert.deepEqual(offeredAt(`${licence}embeddedInConfigMaps: |\n`), ["true", "false"]);
    assert.ok(offeredAt(`${licence}|`).includes("rules:\n  "));
    assert.match(hoverAt(`${licence}ru|les: {}\n`) ?? "", /^`rules`: /);
  });

  it("may take what is merged, and say otherwise below", () => {
    const common = "rules: &common { unknown-option: off }\noverrides:\n  - paths: [a]\n    rules:\n";
    assert.deepEqual(messagesIn(`${common}      <<: *common\n      unknown-option: hint\n`), []);
    assert.match(messagesIn(`${common}      unknown-option: hint\n      <<: *common\n`)[0] ?? "", /is written twice/);
  });

  it("knows what other tools call its keys", () => {
    const meant = (text: string): string | undefined => /Did you mean "(.*)"\?/.exec(messagesIn(text)[0] ?? "")?.[1];
    assert.equal(meant("ignorePatterns: [a]"), "exclude");
    assert.equal(meant("kubeVersion: 1.33"), "kubernetesVersion");
    assert.equal(fixFile(openFile("overrides:\n  - files: [a]\n"), fileName), "overrides:\n  - paths: [a]\n");
  });

  it("is told by its name, which has one spelling", () => {
    assert.deepEqual(messagesIn("ruls: {}", "/repo/other.yaml"), []);
    assert.deepEqual(messagesIn("rules: {}", "C:\\repo\\.argocd-annotations.yaml"), []);
    assert.match(messagesIn("rules: {}", "/repo/.argocd-annotations.yml")[0] ?? "", /Rename it\.$/);
  });

  it("tells at most a hundred mistakes", () => {
    const text = Array.from({ length: 300 }, (_, index) => `x${index}: 1\n`).join("");
    assert.equal(messagesIn(text).length, 100);
  });

  it("has its mistakes suppressed by comments as in any file", () => {
    const comment = "# argocd-annotations-ignore-next-line configuration-mistake -- of a newer version\n";
    assert.deepEqual(messagesIn(`${comment}colour: red\n`), []);
  });

  it("offers keys, rules and words that are not there yet", () => {
    assert.ok(offeredAt("|").includes("argocdVersion: "));
    assert.ok(!offeredAt("rules:\nexcl|").some((it) => it.startsWith("rules")));
    assert.deepEqual(offeredAt("rules:\n  unknown-option: |\n"), ["error", "warning", "information", "hint", "off"]);
    assert.ok(offeredAt("rules:\n  unknown-option: off\n  wave-|\n").includes("wave-not-an-integer: "));
    assert.ok(offeredAt("overrides:\n  - paths: [a]\n    |\n").includes("argocdVersion: "));
    assert.deepEqual(offeredAt("embeddedInConfigMaps: |\n"), ["true", "false"]);
    assert.deepEqual(
      [offeredAt("argocdVersion: |\n"), offeredAt("exclude:\n  - |\n"), offeredAt("rules: {}\n---\n|")],
      [[], [], []],
    );
  });

  it("writes a key so that what belongs to it can be typed at once, and is offered there", () => {
    for (const [marked, text, next] of [
      ["|", "rules:\n  ", "unknown-option: "],
      ["rul|\nexclude: [a]\n", "rules:\n  ", "unknown-option: "],
      ["|", "overrides:\n  - ", "paths:\n      - "],
      ["overrides:\n  - paths: [a]\n    |\n", "rules:\n      ", "unknown-option: "],
      ["overrides:\n  - ru|\n", "rules:\n      ", "unknown-option: "],
      ["applications:\n- |\n", "helm:\n    ", "valueFiles:\n      - "],
    ] as const) {
      assert.ok(offeredAt(marked).includes(text), `${marked}: ${JSON.stringify(offeredAt(marked))}`);
      const written = marked.replace(/\w*\|/, `${text}|`);
      assert.ok(offeredAt(written).includes(next), `${written}: ${JSON.stringify(offeredAt(written))}`);
    }
    assert.ok(offeredAt("|").includes("exclude:\n  - "));
    assert.ok(offeredAt("rul|\n  unknown-option: off\n").includes("rules:"));
    assert.deepEqual(offeredAt("overrides: [|]\n"), []);
  });

  it("explains keys, rules and words", () => {
    assert.match(
      hoverAt("argocd|Version: 2.14\n") ?? "",
      /^`argocdVersion`: The version .*\n\nIf absent: The newest release\.$/s,
    );
    assert.match(hoverAt("rules:\n  unknown-|option: off\n") ?? "", /^`unknown-option`: /);
    assert.equal(hoverAt("rules:\n  unknown-option: o|ff\n"), "`off`: It is not reported.");
    assert.deepEqual(
      [hoverAt("col|our: 1\n"), hoverAt("# no|te\n"), hoverAt("rules: {}\n---\nru|les: {}\n")],
      [undefined, undefined, undefined],
    );
  });

  it("names Applications as if objects said so, from the folder that it is in", () => {
    const text =
      "applications:\n  - name: shop\n    path: ./shop\n    namespace: web\n    syncOptions: [CreateNamespace=true]\n    helm: { releaseName: x }\n" +
      "  - { name: 2048, path: . }\n  - { name: '', path: a }\n  - { name: out, path: ../a }\n  - { path: a }\n";
    const found = configuredApplications(openFile(text), fileName, "teams/a");
    assert.deepEqual(
      found.map(({ name, namespace, paths, createNamespace }) => ({ name, namespace, paths, createNamespace })),
      [
        { name: "shop", namespace: "web", paths: ["teams/a/shop"], createNamespace: true },
        { name: "2048", namespace: "", paths: ["teams/a"], createNamespace: false },
      ],
    );
    // Whether it is deleted with its resources is not said there.
    assert.equal(found[0]?.cascade, undefined);
    assert.deepEqual(configuredApplications(openFile("applications: [{ name: a, path: . }]"), fileName, "")[0]?.paths, [
      "",
    ]);
  });

  it("is mended as far as it is clear what is meant", () => {
    const wrong = "ruls:\n  unknown-option: warn\nexclude: charts/\n";
    assert.equal(fixFile(openFile(wrong), fileName), "rules:\n  unknown-option: warning\nexclude: [charts/]\n");
    const paths = "exclude: [./a, '!.\\b\\c', '{a}', ../a]\n";
    assert.equal(fixFile(openFile(paths), fileName), "exclude: [/a, '!/b/c', '{a}', ../a]\n");
  });
});
