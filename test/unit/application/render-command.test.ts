import assert from "node:assert/strict";
import { expandVariables } from "../../../server/core/application/build-environment.ts";
import { renderCommand } from "../../../server/core/application/render-command.ts";

describe("the command that renders a chart", () => {
  const source = { type: "helm", path: "/r/chart", findFailures: () => [] } as const;

  it("takes no options from the name of the application or its namespace", () => {
    const option = "--post-renderer=./run-me";
    const refusal = (name: string, namespace: string): string =>
      JSON.stringify(renderCommand({ source, name, namespace }, undefined));
    assert.match(refusal(option, "x"), /cannot be the name of a Helm release/);
    assert.match(refusal("x", option), /cannot be the name of a namespace/);
  });

  it("is that of Argo CD, with each value in one word with its option", () => {
    assert.deepEqual(renderCommand({ source, name: "web", namespace: "shop" }, undefined), {
      tools: [["helm", "template", ".", "--name-template=web", "--namespace=shop", "--include-crds"]],
      input: "",
    });
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
