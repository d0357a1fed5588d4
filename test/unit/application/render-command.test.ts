import assert from "node:assert/strict";
import { readDeclaredApplications } from "../../../server/core/application/argocd-application.ts";
import { expandVariables } from "../../../server/core/application/build-environment.ts";
import { renderCommand } from "../../../server/core/application/render-command.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import type { ArgoCdVersion } from "../../../server/core/versions.ts";

describe("the command that renders a chart", () => {
  const source = { type: "helm", path: "/r/chart", findFailures: () => [] } as const;
  const planOptions = { namespace: "shop" };

  it("takes no options from the name of the application or its namespace", () => {
    const option = "--post-renderer=./run-me";
    const refusal = (name: string, namespace: string): string =>
      JSON.stringify(renderCommand({ source, name, namespace, planOptions }, undefined));
    assert.match(refusal(option, "x"), /cannot be the name of a Helm release/);
    assert.match(refusal("x", option), /cannot be the name of a namespace/);
  });

  it("is that of Argo CD, with each value in one word with its option", () => {
    assert.deepEqual(renderCommand({ source, name: "web", namespace: "shop", planOptions }, undefined), {
      tools: [["helm", "template", ".", "--name-template=web", "--namespace=shop", "--include-crds"]],
      input: "",
    });
  });

  it("names the cluster of the configuration, and only options that the version of Argo CD knows", () => {
    const text =
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: web }\nspec:\n  source: { repoURL: https://git.example.com/a, path: chart, helm: { skipTests: true } }\n";
    const [declared] = readDeclaredApplications(openFile(text), "/r/web.yaml");
    const cluster = { kubeVersion: "1.30", apiVersions: ["batch/v1"] };
    const wordsIn = (version: ArgoCdVersion): readonly unknown[] => {
      const asked = { source, name: "web", namespace: "shop", planOptions: { ...planOptions, version }, cluster };
      const command = renderCommand(asked, declared);
      return typeof command === "string" ? [command] : (command.tools[0]?.slice(5) ?? []);
    };
    const named = ["--kube-version=1.30", "--api-versions=batch/v1", "--include-crds"];
    assert.deepEqual(wordsIn({ major: 2, minor: 13 }), named);
    assert.deepEqual(wordsIn({ major: 2, minor: 14 }), [...named, "--skip-tests"]);
  });
});

describe("the variables of the build environment", () => {
  const application = { name: "web", namespace: "shop", path: undefined };
  const texts: readonly (readonly [string, string | undefined])[] = [
    ["$ARGOCD_APP_NAME-${ARGOCD_APP_NAMESPACE}", "web-shop"],
    ["a$$b", "a$b"],
    ["a$b.c", "a.c"],
    ["$ARGOCD_APP_REVISION", undefined],
    ["${ARGOCD_APP_SOURCE_PATH}", undefined],
    ["${ARGOCD_APP_NAME}/$ARGOCD_APP_NAME_OTHER", undefined],
    ["$$$ARGOCD_APP_NAME$", "$web$"],
    ["${}$1a$*b", "ab"],
    ["${ARGOCD_APP_NAME", "${ARGOCD_APP_NAME"],
    ["$ARGOCD_ENV_X-$constructor", "-"],
  ];
  for (const [text, expected] of texts) {
    it(`are filled in as Argo CD does: ${text}`, () => {
      assert.equal(expandVariables(text, application), expected);
    });
  }

  it("have the path of the source where an Application names it", () => {
    const declared = { ...application, path: "charts/web" };
    assert.equal(
      expandVariables("/$ARGOCD_APP_SOURCE_PATH/${ARGOCD_APP_SOURCE_PATH}", declared),
      "/charts/web/charts/web",
    );
  });
});
