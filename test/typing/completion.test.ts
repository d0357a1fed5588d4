// Completion in a real VS Code, typed letter by letter: what comes first, what Enter writes, which list opens next.
import assert from "node:assert/strict";
import { plainSnippet, snippets } from "../../server/core/catalogue/snippets.ts";
import { openFile } from "../../server/core/manifest/file.ts";
import { diagnoseFile } from "../support/diagnose.ts";
import { startTypist, type Typist } from "./typist.ts";

/** What a user does in a file, and what is in it then. */
interface Case {
  readonly title: string;
  readonly path: string;
  /** `$0` is where the user types. */
  readonly text: string;
  /** What is typed; `[Enter]` is a key, `=label` what has to be first then, and `=` alone no list. */
  readonly steps: readonly string[];
  readonly written: string;
  /** All that was on top of a list meanwhile, where it matters that nothing else was; not what the letters before the last one of a word find. */
  readonly shown?: readonly string[];
}

const head = (kind: string, apiVersion = "v1"): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\n`;
const job = `${head("Job", "batch/v1")}  annotations:\n`;
const config = `${head("ConfigMap")}  annotations:\n`;
const application = head("Application", "argoproj.io/v1alpha1");
const json = (annotations: string): string =>
  `{\n  "apiVersion": "batch/v1",\n  "kind": "Job",\n  "metadata": {\n    "name": "a",\n    "annotations": {\n      ${annotations}\n    }\n  }\n}\n`;

/** A whole resource as it is offered. */
const snippet = (prefix: string): string =>
  snippets
    .filter((spec) => spec.prefix === prefix)
    .map(plainSnippet)
    .join("");

const cases: readonly Case[] = [
  {
    title: "a hook: the key, then its types, and nothing in between",
    path: "hook.yaml",
    text: `${job}    $0\n`,
    steps: ["hook", "=argocd.argoproj.io/hook", "[Enter]", "=PreSync", "Post", "=PostSync", "[Enter]", "="],
    written: `${job}    argocd.argoproj.io/hook: PostSync\n`,
    shown: ["argocd.argoproj.io/hook", "PreSync", "PostSync"],
  },
  {
    title: "a hook with its delete policy as the second entry",
    path: "pair.yaml",
    text: `${job}    $0\n`,
    steps: [
      ...["hook", "=argocd.argoproj.io/hook", "[ArrowDown]", "=argocd.argoproj.io/hook + hook-delete-policy"],
      ...["[Enter]", "=PreSync", "[Enter]", "="],
    ],
    written: `${job}    argocd.argoproj.io/hook: PreSync\n    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded\n`,
  },
  {
    title: "the delete policy of a hook, and a second policy after a comma",
    path: "policy.yaml",
    text: `${job}    argocd.argoproj.io/hook: PreSync\n    $0\n`,
    steps: [
      ...[
        "pol",
        "=argocd.argoproj.io/hook-delete-policy",
        "[Enter]",
        "=BeforeHookCreation",
        "Bef",
        "=BeforeHookCreation",
      ],
      ...["[Enter]", ",", "=HookSucceeded", "[Enter]", "="],
    ],
    written: `${job}    argocd.argoproj.io/hook: PreSync\n    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded\n`,
  },
  {
    title: "a wave that the application does not have yet",
    path: "wave.yaml",
    text: `${config}    $0\n`,
    steps: ["wave", "=argocd.argoproj.io/sync-wave", "[Enter]", "12", "=12", "[Enter]", "="],
    written: `${config}    argocd.argoproj.io/sync-wave: "12"\n`,
  },
  {
    title: "a wave below zero after a key that was typed whole, in quotes that nobody typed",
    path: "typed-wave/typed-wave.yaml",
    text: `${config}    argocd.argoproj.io/sync-wave$0\n`,
    steps: [": ", "=0", "-7", "=-7", "[Enter]", "="],
    written: `${config}    argocd.argoproj.io/sync-wave: "-7"\n`,
  },
  {
    title: "options of a resource: the key, an option, and another after a comma",
    path: "options.yaml",
    text: `${config}    $0\n`,
    steps: [
      ...["sync-o", "=argocd.argoproj.io/sync-options", "[Enter]", "=Prune=false", "[Enter]", ",ser"],
      ...["=ServerSideApply=true", "[Enter]", "="],
    ],
    written: `${config}    argocd.argoproj.io/sync-options: Prune=false,ServerSideApply=true\n`,
  },
  {
    title: "a value after a key that was typed whole",
    path: "typed-key.yaml",
    text: `${job}    $0\n`,
    steps: ["argocd.argoproj.io/hook:", "=", " ", "=PreSync", "Sync", "=Sync", "[Enter]", "="],
    written: `${job}    argocd.argoproj.io/hook: Sync\n`,
  },
  {
    title: "a flag",
    path: "flag.yaml",
    text: `${config}    $0\n`,
    steps: ["ignore-h", "=argocd.argoproj.io/ignore-healthcheck", "[Enter]", "=true", "[Enter]", "="],
    written: `${config}    argocd.argoproj.io/ignore-healthcheck: "true"\n`,
  },
  {
    title: "a key whose value is free text opens no empty list",
    path: "free-text.yaml",
    text: `${application}  annotations:\n    $0\n`,
    steps: ["managed-by", "=argocd.argoproj.io/managed-by-url", "[Enter]", "=", "https:", "="],
    written: `${application}  annotations:\n    argocd.argoproj.io/managed-by-url: https:\n`,
    shown: ["argocd.argoproj.io/managed-by-url"],
  },
  {
    title: "Helm's keys for those who type them",
    path: "helm-key.yaml",
    text: `${job}    $0\n`,
    steps: ["helm", "=helm.sh/hook", "[Enter]", "=pre-install", "[Enter]", "="],
    written: `${job}    helm.sh/hook: pre-install\n`,
  },
  {
    title: "a key in quotes",
    path: "quotes.yaml",
    text: `${job}    $0\n`,
    steps: ['"hook', "=argocd.argoproj.io/hook", "[Enter]", "=PreSync", "[Enter]", "="],
    written: `${job}    "argocd.argoproj.io/hook": PreSync\n`,
  },
  {
    title: "a key and a value in a Helm template",
    path: "chart/templates/job.yaml",
    text: `${head("Job", "batch/v1").replace("name: a", "name: {{ .Release.Name }}")}  annotations:\n    {{- with .Values.annotations }}\n    {{- toYaml . | nindent 4 }}\n    {{- end }}\n    $0\n`,
    steps: ["hook", "=argocd.argoproj.io/hook", "[Enter]", "=PreSync", "[Enter]", "="],
    written: `${head("Job", "batch/v1").replace("name: a", "name: {{ .Release.Name }}")}  annotations:\n    {{- with .Values.annotations }}\n    {{- toYaml . | nindent 4 }}\n    {{- end }}\n    argocd.argoproj.io/hook: PreSync\n`,
  },
  {
    title: "a key in a file that has neither kind nor version yet",
    path: "begun.yaml",
    text: "metadata:\n  annotations:\n    $0",
    steps: ["wave", "=argocd.argoproj.io/sync-wave", "[Enter]", "3", "=3", "[Enter]", "="],
    written: 'metadata:\n  annotations:\n    argocd.argoproj.io/sync-wave: "3"',
  },
  {
    title: "a migration in an empty file, filled in with Tab from place to place",
    path: "empty.yaml",
    text: "$0",
    steps: [
      ...["migr", "=argocd-migration-job", "[Enter]", "7-migration", "[Tab]", "=BeforeHookCreation,HookSucceeded"],
      ...["[ArrowDown]", "=BeforeHookCreation", "[Enter]", "=", "900", "[Tab]", "8client", "[Tab]", "8secret", "[Tab]"],
      ...["8key", "[Tab]", "8image", "[Tab]", "[Tab]", "# The end.", "="],
    ],
    written: `${snippet("argocd-migration-job")
      .replaceAll("db-migration", "7-migration")
      .replace("BeforeHookCreation,HookSucceeded", "BeforeHookCreation")
      .replace("600", "900")
      .replaceAll(/postgres:[^\n]*/g, "8client")
      .replaceAll("app-database", "8secret")
      .replaceAll("key: url", "key: 8key")
      .replace(/registry[^\n]*/, "8image")}# The end.`,
    shown: ["argocd-migration-job", "BeforeHookCreation"],
  },
  {
    title: "a notification after other resources, whose shell keeps its dollars, braces and backslashes",
    path: "notify.yaml",
    text: `${head("ConfigMap")}---\n$0`,
    steps: ["slack", "=argocd-notification", "[Enter]", "="],
    written: `${head("ConfigMap")}---\n${snippet("argocd-notification")}`,
  },
  {
    title: "a whole resource in a condition of a chart",
    path: "chart/templates/test.yaml",
    text: "{{- if .Values.test }}\n$0\n{{- end }}\n",
    steps: ["smoke", "=argocd-smoke-test", "[Enter]", "="],
    written: `{{- if .Values.test }}\n${snippet("argocd-smoke-test")}\n{{- end }}\n`,
  },
  {
    title: "no whole resource in JSON",
    path: "empty.json",
    text: "$0",
    steps: ["migr", "="],
    written: "migr",
    shown: [],
  },
  {
    title: "no whole resource where none may begin",
    path: "data.yaml",
    text: `${head("ConfigMap")}data:\n  $0\n`,
    steps: ["hook: argocd", "="],
    written: `${head("ConfigMap")}data:\n  hook: argocd\n`,
    shown: [],
  },
  {
    title: "blanks in front of a key open nothing",
    path: "blanks.yaml",
    text: `${job}$0`,
    steps: ["    ", "="],
    written: `${job}    `,
    shown: [],
  },
  {
    title: "a mapping of the sync policy, what is in it, and its value, each from the list that opens by itself",
    path: "mapping.yaml",
    text: `${application}spec:\n  $0\n`,
    steps: [
      ...["sync", "=syncPolicy", "[Enter]", "=automated", "[Enter]", "=enabled", "pru", "=prune", "[Enter]", "=true"],
      ...["[Enter]", "="],
    ],
    written: `${application}spec:\n  syncPolicy:\n    automated:\n      prune: true\n`,
    shown: ["syncPolicy", "automated", "enabled", "prune", "true"],
  },
  {
    title: "a list of the sync policy, and its first item",
    path: "list.yaml",
    text: `${application}spec:\n  syncPolicy:\n    $0\n`,
    steps: ["synco", "=syncOptions", "[Enter]", "=CreateNamespace=true", "[Enter]", "="],
    written: `${application}spec:\n  syncPolicy:\n    syncOptions:\n      - CreateNamespace=true\n`,
  },
  {
    title: "an option of an application without a dash",
    path: "no-dash.yaml",
    text: `${application}spec:\n  syncPolicy:\n    syncOptions:\n      $0\n`,
    steps: ["Serv", "=ServerSideApply=true", "[Enter]", "="],
    written: `${application}spec:\n  syncPolicy:\n    syncOptions:\n      - ServerSideApply=true\n`,
  },
  {
    title: "a finalizer",
    path: "finalizer.yaml",
    text: `${application}  finalizers:\n    $0\n`,
    steps: ["- ", "=resources-finalizer.argocd.argoproj.io", "[Enter]", "="],
    written: `${application}  finalizers:\n    - resources-finalizer.argocd.argoproj.io\n`,
  },
  {
    title: "the first key of annotations, asked for behind their colon",
    path: "below.yaml",
    text: `${head("ConfigMap")}  annotations:$0\n`,
    steps: [" ", "=", "[Control+Space]", "=argocd.argoproj.io/sync-wave", "[Enter]", "8", "=8", "[Enter]", "="],
    written: `${head("ConfigMap")}  annotations:\n    argocd.argoproj.io/sync-wave: "8"\n`,
  },
  {
    title: "a hook on the line under annotations, which no editor indents",
    path: "under.yaml",
    text: `${head("Job", "batch/v1").replace("  name: a\n", "  annotations:$0\n  name: a\n")}spec: {}\n`,
    steps: [
      ...[
        "[Enter]",
        "=",
        "hook",
        "=argocd.argoproj.io/hook",
        "[ArrowDown]",
        "=argocd.argoproj.io/hook + hook-delete-policy",
      ],
      ...["[Enter]", "=PreSync", "[Enter]", "="],
    ],
    written: `${head("Job", "batch/v1").replace("  name: a\n", "  annotations:\n    argocd.argoproj.io/hook: PreSync\n    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded\n  name: a\n")}spec: {}\n`,
  },
  {
    title: "a wave on the line under annotations in a Helm template, before others",
    path: "chart/templates/config.yaml",
    text: `${head("ConfigMap").replace("name: a", 'name: {{ include "app.name" . }}')}  annotations:$0\n    {{- toYaml .Values.annotations | nindent 4 }}\n`,
    steps: ["[Enter]", "wave", "=argocd.argoproj.io/sync-wave", "[Enter]", "5", "=5", "[Enter]", "="],
    written: `${head("ConfigMap").replace("name: a", 'name: {{ include "app.name" . }}')}  annotations:\n    argocd.argoproj.io/sync-wave: "5"\n    {{- toYaml .Values.annotations | nindent 4 }}\n`,
  },
  {
    title:
      "a field on the line under its mapping, and a name that stays as it is typed under annotations without a value",
    path: "unindented.yaml",
    text: `${application}  annotations:$0\nspec:\n  syncPolicy:\n    automated:\n`,
    steps: [
      ...[
        "[Enter]",
        "namespace: argocd",
        "=",
        "[Control+End]",
        "[Backspace]",
        "[Enter]",
        "pru",
        "=prune",
        "[Enter]",
        "=true",
      ],
      ...["[Enter]", "="],
    ],
    written: `${application}  annotations:\n  namespace: argocd\nspec:\n  syncPolicy:\n    automated:\n      prune: true`,
  },
  {
    title: "a key and a value in a patch that stands in a kustomization",
    path: "overlay/kustomization.yaml",
    text: `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - patch: |-\n      ${job.trimEnd().replaceAll("\n", "\n      ")}\n          $0\n`,
    steps: ["hook", "=argocd.argoproj.io/hook", "[Enter]", "=PreSync", "[Enter]", "="],
    written: `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - patch: |-\n      ${job.trimEnd().replaceAll("\n", "\n      ")}\n          argocd.argoproj.io/hook: PreSync\n`,
  },
  {
    title: "another value in the middle of one, with a comment behind it",
    path: "middle.yaml",
    text: `${job}    argocd.argoproj.io/hook: "Pre$0Sync" # why\n`,
    steps: ["[Control+Space]", "=PreSync", "[ArrowDown]", "=PreDelete", "[Enter]", "="],
    written: `${job}    argocd.argoproj.io/hook: "PreDelete" # why\n`,
  },
  {
    title: "another key in the middle of one",
    path: "middle-key.yaml",
    text: `${job}    argocd.argoproj.io/sync-$0wave: "1"\n`,
    steps: ["[Control+Space]", "=argocd.argoproj.io/sync-wave", "[ArrowDown]", "[Enter]", "="],
    written: `${job}    argocd.argoproj.io/sync-options: "1"\n`,
  },
  {
    title: "two entries in braces",
    path: "braces.yaml",
    text: `${job.trimEnd()} {$0}\n`,
    steps: [
      ...["hook", "=argocd.argoproj.io/hook", "[Enter]", "=PreSync", "[Enter]", "=", ","],
      ...["=argocd.argoproj.io/hook-delete-policy", "[Enter]", "=BeforeHookCreation", "[Enter]", "="],
    ],
    written: `${job.trimEnd()} {argocd.argoproj.io/hook: PreSync,argocd.argoproj.io/hook-delete-policy: BeforeHookCreation}\n`,
  },
  {
    title: "two lines into a file with the line breaks of Windows",
    path: "windows.yaml",
    text: `${job}    $0\n`.replaceAll("\n", "\r\n"),
    steps: ["hook", "=argocd.argoproj.io/hook", "[ArrowDown]", "[Enter]", "=PreSync", "[Enter]", "="],
    written:
      `${job}    argocd.argoproj.io/hook: PreSync\n    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded\n`.replaceAll(
        "\n",
        "\r\n",
      ),
  },
  {
    title: "one of several paths",
    path: "paths.yaml",
    text: `${application}  annotations:\n    $0\n`,
    steps: [
      "paths",
      "=argocd.argoproj.io/manifest-generate-paths",
      "[Enter]",
      "=.",
      "[Enter]",
      ";/",
      "=/",
      "[Enter]",
      "=",
    ],
    written: `${application}  annotations:\n    argocd.argoproj.io/manifest-generate-paths: .;/\n`,
  },
  {
    title: "a key of another tool by its last part, and one of its values",
    path: "image.yaml",
    text: `${application}  annotations:\n    $0\n`,
    steps: [
      ...["update-s", "=argocd-image-updater.argoproj.io/[ALIAS.]update-strategy", "[Enter]", "=semver", "dig"],
      ...["=digest", "[Enter]", "="],
    ],
    written: `${application}  annotations:\n    argocd-image-updater.argoproj.io/update-strategy: digest\n`,
  },
  {
    title: "a key that people name, then its value",
    path: "link.yaml",
    text: `${application}  annotations:\n    $0\n`,
    steps: ["link", "=link.argocd.argoproj.io/NAME", "[Enter]", "=", "8docs", "[Tab]", "https://a.b", "="],
    written: `${application}  annotations:\n    link.argocd.argoproj.io/8docs: https://a.b\n`,
  },
  {
    title: "the label of a Secret that is one of Argo CD's",
    path: "secret.yaml",
    text: `${head("Secret")}  labels:\n    $0\n`,
    steps: ["secret", "=argocd.argoproj.io/secret-type", "[Enter]", "=cluster", "[Enter]", "="],
    written: `${head("Secret")}  labels:\n    argocd.argoproj.io/secret-type: cluster\n`,
  },
  {
    title: "a field of the sync policy, and its value",
    path: "field.yaml",
    text: `${application}spec:\n  syncPolicy:\n    automated:\n      $0\n`,
    steps: ["pru", "=prune", "[Enter]", "=true", "[Enter]", "="],
    written: `${application}spec:\n  syncPolicy:\n    automated:\n      prune: true\n`,
  },
  {
    title: "an option of an application after its dash",
    path: "option.yaml",
    text: `${application}spec:\n  syncPolicy:\n    syncOptions:\n      $0\n`,
    steps: ["- ", "Cre", "=CreateNamespace=true", "[Enter]", "="],
    written: `${application}spec:\n  syncPolicy:\n    syncOptions:\n      - CreateNamespace=true\n`,
  },
  {
    title: "a key and its value in JSON",
    path: "job.json",
    text: json("$0"),
    steps: ['"hook', "=argocd.argoproj.io/hook", "[Enter]", "=PreSync", "[Enter]", "="],
    written: json('"argocd.argoproj.io/hook": "PreSync"'),
  },
  {
    title: "a mapping of the sync policy in JSON, and a flag in it",
    path: "policy.json",
    text: '{"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "spec": {"syncPolicy": {$0}}}\n',
    steps: ['"auto', "=automated", "[Enter]", "=enabled", '"self', "=selfHeal", "[Enter]", "=true", "[Enter]", "="],
    written:
      '{"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "spec": {"syncPolicy": {"automated": {"selfHeal": true}}}}\n',
  },
  {
    title: "a wave in JSON",
    path: "wave.json",
    text: json("$0"),
    steps: ['"wave', "=argocd.argoproj.io/sync-wave", "[Enter]", "4", "=4", "[Enter]", "="],
    written: json('"argocd.argoproj.io/sync-wave": "4"'),
  },
];

/** Whether a step presses a key by its name. */
function isKey(step: string | undefined): boolean {
  return step !== undefined && /^\[\w/.test(step);
}

describe("completion while a user types", () => {
  let typist: Typist;
  before(async () => {
    typist = await startTypist(new Map(cases.map(({ path, text }) => [path, text])));
  });
  after(() => typist.stop());

  for (const { title, path, steps, written, shown } of cases) {
    it(title, async () => {
      await typist.open(path);
      await typist.shown();
      const lists: string[] = [];
      for (const [index, step] of steps.entries()) {
        if (step === "=") await typist.isClosed();
        else if (step.startsWith("=")) {
          await typist.isFirst(step.slice(1));
          const shownMeanwhile = await typist.shown();
          lists.push(...(isKey(steps[index - 1]) ? shownMeanwhile : [step.slice(1)]));
        } else if (isKey(step)) await typist.press(step.slice(1, -1));
        else await typist.type(step);
      }
      const saved = await typist.save();
      assert.equal(saved, written);
      if (saved.includes("securityContext")) assert.deepEqual(diagnoseFile(openFile(saved)), []);
      lists.push(...(await typist.shown()));
      // A list that stays open may be noted twice.
      const different = lists.filter((label, index) => label !== lists[index - 1]);
      if (shown !== undefined) assert.deepEqual(different, shown);
    });
  }
});
