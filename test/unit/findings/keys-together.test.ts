import assert from "node:assert/strict";
import { openFile } from "../../../server/core/index.ts";
import { diagnoseApplication, diagnoseFile } from "../../support/diagnose.ts";
import { folderOf } from "./folder.ts";

/** What is said about the annotations of an Application: rule and message. */
function said(annotations: Readonly<Record<string, string>>, more = ""): string[] {
  const lines = Object.entries(annotations).map(
    ([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}\n`,
  );
  const text = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: shop\n${more}  annotations:\n${lines.join("")}`;
  return diagnoseFile(openFile(text)).map(({ rule, message }) => `${rule.id}: ${message}`);
}

function updater(options: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(options).map(([name, value]) => [`argocd-image-updater.argoproj.io/${name}`, value]);
  return said(Object.fromEntries(entries) as Record<string, string>);
}

describe("annotations of the Image Updater together", () => {
  const list = "api=registry.example.com/api:~2.1, ui=registry.example.com/ui";
  const cases: readonly (readonly [title: string, Readonly<Record<string, string>>, RegExp | undefined])[] = [
    ["no list", { "write-back-method": "git" }, /does not look at this Application/],
    ["an alias of the list", { "image-list": list, "ui.update-strategy": "newest-build" }, undefined],
    ["another alias", { "image-list": list, "web.allow-tags": "any" }, /"web" is not in.*The list has "api" and "ui"/],
    ["no alias in the list", { "image-list": "nginx:~1.2", "web.allow-tags": "any" }, /Write "web=" before the image/],
    ["a slash in an alias", { "image-list": "team/web=nginx", "team_web.allow-tags": "any" }, undefined],
    ["a Helm name without an alias", { "image-list": list, "helm.image-name": "image" }, /no effect without an alias/],
    ["an option of all images", { "image-list": list, "allow-tags": "any" }, undefined],
    ["the old name", { "image-list": list, "api.tag-match": "regexp:^2" }, /old name of "allow-tags"/],
    ["digest without a tag", { "image-list": list, "ui.update-strategy": "digest" }, /follows one tag/],
    ["digest with a tag", { "image-list": "ui=nginx:stable", "ui.update-strategy": "digest" }, undefined],
    ["semver with a word", { "image-list": "ui=nginx:latest" }, /cannot read "latest" as a constraint/],
    ["semver with a version", { "image-list": "ui=nginx:v1.x" }, undefined],
    [
      "the strategy of all images",
      { "image-list": list, "update-strategy": "name" },
      /"alphabetical" does not read.*"~2.1"/,
    ],
    [
      "a limit beside a constraint",
      { "image-list": list, "api.update-strategy": "latest", "api.ignore-tags": "*-rc*" },
      /does not read the constraint "~2.1"\. Remove it\./,
    ],
    [
      "a registry with a port",
      { "image-list": "ui=registry.example.com:5000/ui", "ui.update-strategy": "latest" },
      undefined,
    ],
    ["an operator with = and no alias", { "image-list": "nginx:>=1.20" }, /takes what stands before the first "="/],
    [
      "a spec beside a tag",
      { "image-list": list, "ui.helm.image-spec": "image", "ui.helm.image-tag": "tag" },
      /ignores "helm.image-tag"/,
    ],
    [
      "Helm and Kustomize",
      { "image-list": list, "ui.helm.image-tag": "tag", "ui.kustomize.image-name": "ui" },
      /Helm and Kustomize names/,
    ],
    [
      "a branch without git",
      { "image-list": list, "git-branch": "main" },
      /write-back method is "argocd", the default/,
    ],
    [
      "a target with git",
      { "image-list": list, "write-back-method": "git:secret:a/b", "write-back-target": "kustomization" },
      undefined,
    ],
  ];
  for (const [title, options, expected] of cases) {
    it(`are judged: ${title}`, () => {
      const messages = updater(options);
      assert.equal(messages.length, expected === undefined ? 0 : 1, messages.join("\n"));
      if (expected !== undefined) assert.match(messages.join(""), expected);
    });
  }

  it("are not judged where a template fills them in", () => {
    const text = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: shop\n  annotations:\n    argocd-image-updater.argoproj.io/image-list: {{ .Values.images }}\n    argocd-image-updater.argoproj.io/ui.update-strategy: digest\n`;
    assert.deepEqual(diagnoseFile(openFile(text)), []);
  });
});

describe("keys that the API server rejects", () => {
  const name = (length: number): string => "a".repeat(length);
  const key = (it: string): string[] => said({ [it]: "a", "argocd.argoproj.io/skip-reconcile": "false" });

  for (const [title, written, expected] of [
    ["63 characters", `example.com/${name(63)}`, undefined],
    ["64 characters", `example.com/${name(64)}`, /has 64 characters, and 63 are allowed/],
    ["letters of two bytes", `example.com/${"ä".repeat(32)}`, /has 64 characters/],
    ["capitals in the domain", "Example.COM/owner", undefined],
    ["a long domain", `${name(250)}.com/a`, /domain before the slash has 254 characters/],
    ["an underscore in the domain", "my_team.io/owner", /domain name and may contain only/],
    ["two slashes", "example.com/a/b", /only one slash/],
    ["nothing before the slash", "/owner", /nothing before the slash/],
    ["nothing after the slash", "example.com/", /nothing after the slash/],
    ["a dot at the end", "example.com/owner.", /letter or digit at both ends/],
  ] as const) {
    it(`are judged: ${title}`, () => {
      const messages = key(written);
      assert.equal(messages.length, expected === undefined ? 0 : 1, messages.join("\n"));
      if (expected !== undefined) assert.match(messages.join(""), expected);
    });
  }

  it("are left alone on a resource that has nothing of Argo CD", () => {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n    example.com/${name(64)}: a\n`;
    assert.deepEqual(diagnoseFile(openFile(text)), []);
  });

  it("count all annotations together", () => {
    const link = "link.argocd.argoproj.io/docs";
    const room = 256 * 1024 - link.length - "https://a/".length;
    assert.deepEqual(said({ [link]: `https://a/${name(room)}` }), []);
    assert.match(said({ [link]: `https://a/${name(room + 1)}` }).join(""), /have 262145 bytes, and 262144 are allowed/);
  });

  it("are checked in labels of Argo CD, with their values", () => {
    const labels = (value: string): string[] => said({}, `  labels:\n    argocd.argoproj.io/instance: ${value}\n`);
    assert.deepEqual(labels(name(63)), []);
    assert.match(labels(name(64)).join(""), /The value of the label has 64 characters/);
    assert.match(labels("a/b").join(""), /The value of a label may contain only/);
  });
});

describe("keys of notifications", () => {
  for (const [key, value, expected] of [
    ["on-deployed", "a", /reads "on-deployed" as the service/],
    ["trigger.on-deployed.slack", "a", /Leave out "trigger"/],
    ["on-deployed.v2.slack", "a", /names without a dot/],
    ["on-deployed.slack.second", "a", undefined],
    ["on-deployed.email", "a@example.com,b@example.com", undefined],
    ["on-deployed.slack", "a; b", undefined],
    ["slack", "a,b", /one recipient "a,b"/],
  ] as const) {
    it(`are judged: ${key} with ${value}`, () => {
      const messages = said({ [`notifications.argoproj.io/subscribe.${key}`]: value });
      assert.equal(messages.length, expected === undefined ? 0 : 1, messages.join("\n"));
      if (expected !== undefined) assert.match(messages.join(""), expected);
    });
  }
});

describe("values of a chart that a template prints", () => {
  const template = (annotations: string): string =>
    `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\n  annotations:\n${annotations}`;
  const findings = (files: Readonly<Record<string, string>>): string[] =>
    diagnoseApplication(folderOf(files)).map(({ fileName, message }) => `${fileName}: ${message}`);
  const chart = (name: string): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;
  const values = "job:\n  annotations:\n    argocd.argoproj.io/sync-wave: 5\n";

  for (const [title, annotations, count] of [
    ["by their path", "    {{- toYaml .Values.job.annotations | nindent 4 }}\n", 1],
    ["in a pipe", "    {{- .Values.job.annotations | toYaml | nindent 4 }}\n", 1],
    ["in a with", "    {{- with .Values.job.annotations }}\n    {{- toYaml . | nindent 4 }}\n    {{- end }}\n", 1],
    [
      "in an if",
      "    {{- if .Values.job.annotations }}\n    {{- toYaml .Values.job.annotations | nindent 4 }}\n    {{- end }}\n",
      1,
    ],
    ["of another name", "    {{- toYaml .Values.job.annotationsOfPods | nindent 4 }}\n", 0],
    [
      "in quotes",
      "    {{- range $k, $v := .Values.job.annotations }}\n    {{ $k }}: {{ $v | quote }}\n    {{- end }}\n",
      0,
    ],
    ["elsewhere", "    a: b\nspec:\n  {{- toYaml .Values.job.annotations | nindent 2 }}\n", 0],
  ] as const) {
    it(`are judged: ${title}`, () => {
      const found = findings({
        "Chart.yaml": chart("app"),
        "templates/job.yaml": template(annotations),
        "values.yaml": values,
      });
      assert.equal(found.length, count, found.join("\n"));
    });
  }

  it("are judged in the chart inside the chart that they are for", () => {
    const found = findings({
      "Chart.yaml": chart("app"),
      "charts/db/Chart.yaml": chart("db"),
      "charts/db/templates/job.yaml": template("    {{- toYaml .Values.job.annotations | nindent 4 }}\n"),
      "values.yaml": `db:\n${values.replace(/^/gm, "  ").trimEnd()}\n`,
    });
    assert.match(found.join("\n"), /^values\.yaml: The number 5 is not a string.*"charts\/db\/templates\/job\.yaml"/);
  });
});

describe("Jobs and Rollouts", () => {
  const hook =
    "---\napiVersion: v1\nkind: Pod\nmetadata: {name: b, annotations: {argocd.argoproj.io/hook: PostSync}}\n";
  const rollout = (strategy: string, after = hook): string[] =>
    diagnoseApplication(
      folderOf({
        "a.yaml": `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: a}\nspec:\n  strategy: ${strategy}\n${after}`,
      }),
    ).map(({ message }) => message);

  it("are told where a Rollout stops before something else", () => {
    assert.match(rollout("{canary: {steps: [{pause: {}}]}}").join(""), /runs the PostSync hooks only then/);
    assert.match(rollout("{blueGreen: {autoPromotionEnabled: false}}").join(""), /"autoPromotionEnabled" to true/);
    assert.deepEqual(rollout("{blueGreen: {autoPromotionEnabled: false, autoPromotionSeconds: 60}}"), []);
    assert.deepEqual(rollout("{canary: {steps: [{pause: {duration: 5m}}]}}"), []);
    assert.deepEqual(rollout("{canary: {steps: [{pause: {}}]}}", ""), []);
  });

  const job = (spec: string, identity = {}): string[] => {
    const text = `apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec: {${spec}}\n`;
    return diagnoseApplication(folderOf({ "a.yaml": text }, identity)).map(({ message }) => message);
  };

  it("are told where a Job that is deleted is missing", () => {
    assert.match(
      job("ttlSecondsAfterFinished: 0", { declared: true }).join(""),
      /deletes this Job as soon as it has finished/,
    );
    assert.deepEqual(job("ttlSecondsAfterFinished: 60"), [], "nothing says that Argo CD deploys it");
    assert.deepEqual(job("backoffLimit: 1", { declared: true }), []);
  });
});
