import assert from "node:assert/strict";
import { buildApplication } from "../../../server/core/application/application.ts";
import { editorSnippet, plainSnippet, snippets, withDestination } from "../../../server/core/catalogue/snippets.ts";
import { complete } from "../../../server/core/features/complete/complete.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { type Node, nodeAt, stringAt } from "../../../server/core/manifest/node.ts";
import { openAtCursor } from "../../support/cursor.ts";
import { diagnoseApplication, diagnoseFile } from "../../support/diagnose.ts";

/** A snippet of VS Code with its defaults filled in, as the editor does it. */
function expand(snippet: string): string {
  const defaults = new Map<string, string>();
  const place = /\$\{(\d+)(?::((?:[^\\}]|\\.)*)|\|((?:[^\\,|]|\\.)*)(?:,(?:[^\\|]|\\.)*)?\|)\}|(?<!\\)\$(\d+)/g;
  return snippet
    .replace(place, (_, number?: string, text?: string, choice?: string, again?: string) => {
      if (again !== undefined) return defaults.get(again) ?? "";
      defaults.set(number ?? "", text ?? choice?.replace(/\\(.)/g, "$1") ?? "");
      return text ?? choice?.replace(/\\(.)/g, "$1") ?? "";
    })
    .replace(/\\([\\$}])/g, "$1");
}

function textOf(prefix: string): string {
  return snippets
    .filter((spec) => spec.prefix === prefix)
    .map(plainSnippet)
    .join("");
}

/** The phase and wave of each resource, in the order of the sync. */
function planOf(text: string): string[] {
  const { application } = openAtCursor(`${text}$0`);
  return application.plan.steps.flatMap(({ phase, wave, tasks }) =>
    tasks.map(({ resource }) => `${phase} ${wave ?? ""} ${application.members[resource ?? -1]?.manifest.kind ?? ""}`),
  );
}

const plans: Readonly<Record<string, readonly string[]>> = {
  "argocd-migration-job": ["PreSync -1 Job"],
  "argocd-smoke-test": ["PostSync 0 Job"],
  "argocd-notification": ["PostSync 1 ServiceAccount", "PostSync 1 Role", "PostSync 1 RoleBinding", "PostSync 2 Job"],
  "argocd-failure-alert": ["SyncFail 0 Job"],
  "argocd-backup-job": ["PreSync -2 Job"],
  "argocd-cleanup-job": [],
  "argocd-hook-access": ["PreSync -2 ServiceAccount", "PreSync -2 Role", "PreSync -2 RoleBinding"],
  "argocd-namespace": ["Sync -10 Namespace"],
  "argocd-application": ["Sync 0 Application"],
  "argocd-application-set": ["Sync 0 ApplicationSet"],
  "argocd-project": ["Sync 0 AppProject"],
};

const policyKey = "argocd.argoproj.io/hook-delete-policy";

/** What each Job must say, and each of its containers, as the strictest of the Pod Security Standards asks. */
const always = [
  ["spec", "activeDeadlineSeconds"],
  ["spec", "backoffLimit"],
  ["spec", "template", "spec", "restartPolicy"],
  ["spec", "template", "spec", "securityContext", "runAsNonRoot"],
  ["spec", "template", "spec", "securityContext", "seccompProfile", "type"],
];
const ofContainers = [
  ["resources", "requests", "cpu"],
  ["resources", "limits", "memory"],
  ["securityContext", "allowPrivilegeEscalation"],
  ["securityContext", "readOnlyRootFilesystem"],
  ["securityContext", "capabilities", "drop"],
];

function itemsAt(node: Node | undefined, key: string): readonly Node[] {
  const list = nodeAt(node, key);
  return list?.type === "list" ? list.items : [];
}

describe("the snippets", () => {
  for (const spec of snippets) {
    describe(spec.prefix, () => {
      const text = plainSnippet(spec);
      const file = openFile(text);

      it("has no finding and the plan that it promises", () => {
        assert.deepEqual(
          diagnoseFile(file).map(({ message }) => message),
          [],
        );
        assert.deepEqual(
          file.documents.map(({ parsed }) => parsed.error).filter((error) => error !== undefined),
          [],
        );
        assert.deepEqual(planOf(text), plans[spec.prefix]);
      });

      it("is the same text in an editor that fills in the defaults", () => {
        assert.equal(expand(editorSnippet(spec)), text);
        assert.match(editorSnippet(spec), /\$\{1:/);
        const stops = [...editorSnippet(spec).matchAll(/\$\{(\d+)[:|]/g)].map(([, number]) => Number(number));
        assert.deepEqual(
          stops,
          stops.map((_, index) => index + 1),
          "from the top to the bottom",
        );
        assert.doesNotMatch(text, /<<|>>/);
      });

      it("leaves no Job that waits forever, runs as root or may do more than it needs", () => {
        for (const { node, kind } of file.documents.flatMap(({ manifests }) => manifests)) {
          if (kind !== "Job") continue;
          assert.equal(nodeAt(node, "spec", "ttlSecondsAfterFinished"), undefined);
          assert.match(stringAt(node, "metadata", "annotations", policyKey) ?? "", /^BeforeHookCreation/);
          for (const path of always) assert.ok(nodeAt(node, ...path), path.join("."));
          const pod = nodeAt(node, "spec", "template", "spec");
          // Only who asks the API server has a token for it.
          assert.notEqual(
            nodeAt(pod, "serviceAccountName") === undefined,
            nodeAt(pod, "automountServiceAccountToken") === undefined,
          );
          for (const container of [...itemsAt(pod, "initContainers"), ...itemsAt(pod, "containers")]) {
            for (const path of ofContainers) assert.ok(nodeAt(container, ...path), path.join("."));
            // What is secret comes from a Secret.
            for (const variable of itemsAt(container, "env")) {
              assert.ok(stringAt(variable, "valueFrom", "secretKeyRef", "name"));
            }
          }
        }
      });
    });
  }

  it("give the migration its identity in time when both are in one application", () => {
    const [access = "", migration = ""] = ["argocd-hook-access", "argocd-migration-job"].map(textOf);
    assert.deepEqual(planOf(`${migration}---\n${access}`), [
      ...(plans["argocd-hook-access"] ?? []),
      ...(plans["argocd-migration-job"] ?? []),
    ]);
  });

  it("need nothing of each other but what people have to bring", () => {
    const kept = snippets.filter(({ prefix }) => !/^argocd-(?:application|namespace|project)/.test(prefix));
    const files = kept.map((spec) => ({
      name: `${spec.prefix}.yaml`,
      file: openFile(plainSnippet(withDestination(spec, "shop"))),
    }));
    const source = { type: "directory", path: "" } as const;
    const identity = { name: "shop", source, namespace: "shop", declared: true };
    const found = diagnoseApplication(buildApplication(files, identity));
    assert.deepEqual(
      found
        .map(({ rule, message }) => `${rule.id} ${/(?:Secret|\w+Claim) "[^"]*"/.exec(message)?.[0] ?? message}`)
        .toSorted(),
      [
        'missing-for-hook PersistentVolumeClaim "db-backups"',
        'missing-for-hook Secret "app-database"',
        'missing-for-hook Secret "app-database"',
        'missing-for-hook Secret "chat-webhook"',
      ],
    );
  });

  it("bind rights to a ServiceAccount in the namespace of the application, and say where that is not known", () => {
    const subjectOf = (prefix: string, namespace: string, owner: "an Application" | "nobody"): unknown => {
      const file = openFile("");
      const source = { type: "directory", path: "" } as const;
      const application = buildApplication([{ name: "a.yaml", file }], {
        name: "shop",
        source,
        namespace,
        declared: owner === "an Application",
      });
      const found = complete(file, 0, application).find(({ label }) => label === prefix);
      const text = expand(found?.snippet ?? "");
      assert.equal(text, found?.text);
      const bindings = openFile(text).documents.flatMap(({ manifests }) => manifests);
      const binding = bindings.find(({ kind }) => kind === "RoleBinding");
      return stringAt(itemsAt(binding?.node, "subjects")[0], "namespace");
    };
    for (const prefix of ["argocd-hook-access", "argocd-notification"]) {
      assert.equal(subjectOf(prefix, "shop", "an Application"), "shop");
      for (const [namespace, owner] of [
        ["default", "nobody"],
        ["", "an Application"],
        ["a>>|$1", "an Application"],
      ] as const) {
        assert.equal(subjectOf(prefix, namespace, owner), "namespace-of-the-application");
      }
    }
  });

  it("are found by the words that people type, and by no other", () => {
    const labels = (typed: string, fileName = "a.yaml", kustomized?: "patch"): string[] => {
      const { file, offset, application } = openAtCursor(`${typed}$0`);
      const found = complete(file, offset, application, { fileName, kustomized });
      return found.filter(({ filter }) => filter !== "-").map(({ label }) => label);
    };
    const first: Readonly<Record<string, string>> = {
      ...{ migr: "migration-job", presync: "migration-job", Hook: "migration-job", job: "migration-job" },
      ...{ smoke: "smoke-test", postsync: "smoke-test", notify: "notification", slack: "notification" },
      ...{ syncfail: "failure-alert", alert: "failure-alert", backup: "backup-job", postdelete: "cleanup-job" },
      ...{
        clean: "cleanup-job",
        rbac: "hook-access",
        serviceacc: "hook-access",
        names: "namespace",
        app: "application",
      },
      ...{ appset: "application-set", progressive: "application-set", appproj: "project", window: "project" },
    };
    for (const [typed, name] of Object.entries(first)) assert.equal(labels(typed)[0], `argocd-${name}`, typed);
    // What manifests and other files of YAML begin with.
    for (const typed of [
      "a",
      "ap",
      "api",
      "apiV",
      "kin",
      "kind",
      "meta",
      "spec",
      "version",
      "services",
      "on",
      "name:",
    ]) {
      assert.deepEqual(labels(typed), [], typed);
    }
    assert.equal(labels("").length, snippets.length);
    assert.equal(labels("argocd-").length, snippets.length);
    for (const fileName of [
      "a.json",
      ".github/workflows/ci.yaml",
      "compose.yaml",
      ".gitlab-ci.yml",
      "values-dev.yaml",
    ]) {
      assert.deepEqual(labels("", fileName), [], fileName);
    }
    assert.deepEqual(labels("", "overlays/dev/limits.yaml", "patch"), []);
    const inChart = labels("", "chart/templates/job.yaml");
    assert.deepEqual(
      labels("").filter((label) => !inChart.includes(label)),
      ["argocd-application-set"],
    );
  });

  it("are completed with places to fill in and show what they write", () => {
    const { file, offset, application } = openAtCursor("mig$0");
    const found = complete(file, offset, application).find(({ label }) => label === "argocd-migration-job");
    assert.equal(found?.kind, "snippet");
    assert.equal(found.snippet?.includes("${1:db-migration}"), true);
    assert.ok(found.snippet.includes("${2|BeforeHookCreation\\,HookSucceeded,BeforeHookCreation|}"));
    assert.deepEqual(found.span, { start: 0, end: 3 });
    assert.ok(found.markdown.endsWith(`\`\`\`yaml\n${found.text}\`\`\``));
  });
});
