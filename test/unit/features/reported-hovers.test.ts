// What people have reported that they did not know, where a hover says it.
import assert from "node:assert/strict";
import { buildApplication } from "../../../server/core/application/application.ts";
import { hover } from "../../../server/core/features/hover.ts";
import { codeLenses } from "../../../server/core/features/code-lens.ts";
import { type ManifestFile, openFile } from "../../../server/core/index.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";
import type { ArgoCdVersion } from "../../../server/core/versions.ts";

interface Options {
  readonly version?: ArgoCdVersion;
  readonly addedChecks?: readonly { readonly key: string; readonly file: string }[];
}

function rosterWith(file: ManifestFile, { version, addedChecks = [] }: Options): ReturnType<typeof rosterOf> {
  const source = { type: "directory", path: "apps" } as const;
  const files = [{ name: "apps/all.yaml", file }];
  return rosterOf(buildApplication(files, { name: "a", source, namespace: "a", version, addedChecks }));
}

/** The hover at `$0`. */
function said(marked: string, options: Options = {}): string {
  const offset = marked.indexOf("$0");
  const file = openFile(marked.replace("$0", ""));
  const found = hover(file, offset, rosterWith(file, options), "apps/all.yaml", options.version);
  return found?.markdown ?? assert.fail("there is no hover");
}

function resource(apiVersion: string, kind: string, annotations: string, more = ""): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${kind.toLowerCase()}\n  annotations:\n${annotations}\n${more}`;
}

const option = (value: string): string => resource("batch/v1", "Job", `    argocd.argoproj.io/sync-options: ${value}`);

const applicationOption = (value: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: a\nspec:\n  syncPolicy:\n    syncOptions:\n      - ${value}\n`;

const later = resource("apps/v1", "Deployment", '    argocd.argoproj.io/sync-wave: "9"');

/** A resource in a wave of its own, with the place of its hover, and something behind it. */
const waved = (apiVersion: string, kind: string, more = ""): string => {
  const first = resource(apiVersion, kind, '    argocd.argoproj.io/sync-wave: "1"', more);
  return `${first.replace(`kind: ${kind}`, `kind: $0${kind}`)}---\n${later}`;
};

describe("the hover says what people did not know", () => {
  const options: readonly (readonly [value: string, words: RegExp])[] = [
    ["Prune=$0false", /when the application is deleted, only `Delete=false` keeps/],
    ["Delete=$0false", /removed from Git, only `Prune=false` keeps/],
    ["PruneLast=$0true", /does not turn pruning on, and it does not order the deletion/],
    ["Replace=$0true", /Fields that cannot change, such as the template of a Job, need `Force=true`/],
  ];
  for (const [value, words] of options) {
    it(`of ${value.replace("$0", "")}, on a resource and for an application`, () => {
      assert.match(said(option(value)), words);
      assert.match(said(applicationOption(value)), words);
    });
  }

  it("of ignore-healthcheck, that a sync still waits", () => {
    const key = "    argocd.argoproj.io/ignore-health$0check: 'true'";
    assert.match(said(resource("apps/v1", "Deployment", key)), /A sync still waits until the resource is healthy/);
  });

  it("of a child Application, whether it is awaited, and which file says so", () => {
    const text = waved("argoproj.io/v1alpha1", "Application");
    assert.match(said(text), /continues at once, because nothing in this wave has a health check/);
    const addedChecks = [{ key: "argoproj.io/Application", file: "apps/argocd-cm.yaml" }];
    assert.match(said(text, { addedChecks }), /waits until it is healthy, as the check in argocd-cm\.yaml says/);
  });

  it("of a kind that Argo CD does not know, that somebody may have added a check", () => {
    const text = waved("example.com/v1", "Broker");
    assert.match(said(text), /waits for it only if somebody has added a health check for Broker/);
  });

  it("of a new key, that no release reads it yet", () => {
    const key = "    argocd.argoproj.io/ignore-differences-json-point$0ers: /spec/replicas";
    assert.match(said(resource("apps/v1", "Deployment", key)), /Argo CD 3\.6, which is not yet released/);
  });
});

describe("the health of an ApplicationSet in a wave", () => {
  const text = waved("argoproj.io/v1alpha1", "ApplicationSet");

  it("is that its Applications are there, not that they are healthy", () => {
    assert.match(said(text), /waits until it has created all Applications, which does not mean that they are healthy/);
  });

  it("is that its rolling sync is complete, since the version that looks at it", () => {
    const rolling = waved("argoproj.io/v1alpha1", "ApplicationSet", "spec: {strategy: {type: RollingSync}}\n");
    assert.match(
      said(rolling),
      /created all Applications and, with progressive syncs since Argo CD 3\.2, its rolling sync/,
    );
  });

  it("is Healthy before anything was created, before Argo CD 3.0", () => {
    assert.match(said(text, { version: { major: 2, minor: 14 } }), /does not wait for it, as it is healthy until/);
  });

  it("is said by the lens, because people expect more of it", () => {
    const [lens] = codeLenses(rosterWith(openFile(text.replace("$0", "")), {}), "apps/all.yaml", "always");
    assert.match(lens?.title ?? "", /awaited until it has created all Applications/);
  });
});
