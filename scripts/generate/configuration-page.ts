import { configurationShape, type KeyShape, type Shape } from "../../server/core/index.ts";
import { code, generatedNote, table, yamlBlock } from "./markdown.ts";

const example = `
argocdVersion: 2.14
kubernetesVersion: 1.33
apiVersions: [monitoring.coreos.com/v1]
rules:
  hook-without-deadline: off
  unknown-option: warning
exclude:
  - charts/*/tests/
  - "*.gen.yaml"
overrides:
  - paths: [clusters/edge/]
    argocdVersion: 2.11
healthChecks: [example.com/Database]
applications:
  - name: shop
    path: apps/shop
    namespace: shop
    helm:
      valueFiles: [values-production.yaml]
`;

/** The page about the file that editors and the command line share. */
export function configurationPage(): string {
  const keys = configurationShape.keys;
  return [
    generatedNote,
    "# Configuration",
    "A file named `.argocd-annotations.yaml` has the settings of a repository.\nEvery editor and the command line read it, so all of them say the same.",
    yamlBlock(example),
    "## Which settings apply",
    [
      "For each file, the nearest `.argocd-annotations.yaml` around it is read, up to the root of its Git repository; outside of a repository, up to the folder that is open, or to the current folder of the command line if the file is below it.",
      "Configurations are not merged: a file further up has no effect where a nearer one exists.",
      "Of several settings, the first in this list wins:",
    ].join("\n"),
    [
      "1. What you set yourself: in your editor, or with options such as `--rule` and `--argocd-version`.",
      "2. The last of the `overrides` whose `paths` match the file.",
      "3. The rest of the configuration.",
      "4. The default.",
    ].join("\n"),
    [
      "What either you or the configuration excludes is excluded.",
      "Editors follow the file while you type, and say in it what they do not understand; `lint` says the same.",
      "A mistake costs only the setting that it is in; a pattern that could never match, such as `./charts` or `{a,b}`, is one.",
      "The functions of the npm package take the text of the file as an option.",
    ].join("\n"),
    "## Keys",
    table(["Key", "What it does", "If absent"], rowsOf(keys, "")),
    ruleNote(),
    "## On the command line",
    table(
      ["Option", "What it does"],
      [
        [code("--config FILE"), "Reads this file for every path, and searches for no other."],
        [code("--no-config"), "Reads no configuration, for example to see what it silences."],
        [code("--rule RULE=SEVERITY"), "Sets the severity of a rule for one run of `lint`. It can be repeated."],
      ],
    ),
    "Patterns and paths in the configuration lead from the folder that it is in, also with `--config`.\nIf a configuration has mistakes that are not among the findings, the command says so on standard error and exits with 2.",
    "## Safety",
    "The file is data: nothing in it is run, and it cannot lead out of its repository, not even as a link.\nIt can turn rules off, so whoever reviews changes from people whom they do not trust can use `--no-config`.\nA configuration of more than 100,000 characters is not read, nor are more than 200 items of a list.",
    "Argo CD itself passes over the file, even in a folder that it deploys, unless `apiVersion:`, `kind:` and `metadata:` are all in it, as in a patch below `kustomize`: keep such a file outside of the folder.",
    "## Schema",
    "Editors that complete YAML from a schema can use [`schemas/argocd-annotations.schema.json`](../schemas/argocd-annotations.schema.json); the extension brings it along for the YAML extension of Red Hat.",
  ].join("\n\n");
}

function rowsOf(keys: readonly KeyShape[], around: string): (readonly string[])[] {
  return keys.flatMap(({ key, summary, absent = "", isRequired, of }) => {
    const name = `${around}${key}`;
    const row = [code(name), summary, isRequired === true ? "It is required." : absent];
    // What may be set for all files is described there, and each rule has a page.
    const below =
      key === "rules" || key === "helm" ? [] : keysOf(of).filter((it) => around === "" && !keys.includes(it));
    return [row, ...rowsOf(below, `${name}${of.type === "list" ? "[]" : ""}.`)];
  });
}

function keysOf(shape: Shape): readonly KeyShape[] {
  if (shape.type === "list") return keysOf(shape.of);
  return shape.type === "map" ? shape.keys : [];
}

function ruleNote(): string {
  return "The items of `overrides` take `argocdVersion`, `kubernetesVersion`, `apiVersions`, `embeddedInConfigMaps` and `rules` like the file itself.\nAll rules are on [a page of their own](rules/README.md).";
}
