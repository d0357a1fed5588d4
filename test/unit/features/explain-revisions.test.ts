import assert from "node:assert/strict";
import { explainSync } from "../../../server/core/features/explain/explain-outline.ts";
import { readLive } from "../../../server/core/live/read-live.ts";
import { applicationOf } from "../../support/applications.ts";
import { hangingHook, type Json, type LiveParts, liveText, result, revision } from "../../support/live-applications.ts";
import { hook, manifest } from "../../support/manifests.ts";

const manifests = [manifest("Job", "migrate", hook("PreSync")), manifest("Deployment", "web")];

describe("of what a sync is", () => {
  const other = "9a7b5c3d1e0f2a4b6c8d0e1f3a5b7c9d1e3f5a7b";
  const said = (parts: LiveParts, head: string | undefined, documents = manifests): readonly string[] => {
    const reading = readLive(liveText(parts));
    assert.ok("live" in reading);
    return explainSync(reading.live, documents.length === 0 ? undefined : applicationOf(documents), head).story;
  };
  const about = (words: string, story: readonly string[]): string[] => story.filter((line) => line.includes(words));

  it("says that the manifests here are of another commit", () => {
    assert.deepEqual(about("here are", said(hangingHook, other)), [
      "The manifests here are of commit 9a7b5c3, and the sync is of 1f0c9b7, so the order shown may differ from that of the sync.",
    ]);
  });

  it("says nothing of the same commit, as files may be edited, nor where a commit or the manifests are not known", () => {
    const chart: LiveParts = {
      ...hangingHook,
      state: { ...hangingHook.state, syncResult: { revision: "1.2.3", resources: [] } },
    };
    for (const story of [
      said(hangingHook, revision),
      said(hangingHook, undefined),
      said(hangingHook, other, []),
      said(chart, other),
    ])
      assert.deepEqual(about("here are", story), []);
  });

  it("is content with the commit of one of several sources", () => {
    const revisions = { revisions: ["1.2.3", other] };
    const parts = { ...hangingHook, state: { ...hangingHook.state, syncResult: revisions } };
    assert.deepEqual(about("here are", said(parts, other)), []);
    assert.equal(about("here are", said(parts, revision)).length, 1);
  });

  const source = { repoURL: "https://git.example.com/shop.git", path: "deploy", targetRevision: "HEAD" };
  const failed: LiveParts = {
    state: { phase: "Failed", message: "one or more synchronization tasks completed unsuccessfully" },
    results: [result("Deployment", "web", { hookPhase: "Failed", message: "no" })],
  };
  const withSpec = (spec: Json): LiveParts => ({ ...failed, spec: { ...spec, syncPolicy: { automated: {} } } });

  it("says that the sources have changed since, and no longer that automated sync leaves it at that", () => {
    const moved = said(withSpec({ source: { ...source, path: "prod", targetRevision: "v2" } }), undefined);
    assert.deepEqual(about("sources", moved), [
      "The sync is of other sources than the Application has now: path and targetRevision differ.",
    ]);
    assert.deepEqual(about("Automated sync", moved), []);
    const several = said(withSpec({ source: undefined, sources: [source, { ...source, path: "more" }] }), undefined);
    assert.equal(about("other sources", several).length, 1);
  });

  it("does not take what is written in another way for a change", () => {
    const same = withSpec({ source: { ...source, directory: { recurse: false }, helm: {} } });
    const story = said(same, undefined);
    assert.deepEqual(about("other sources", story), []);
    assert.equal(about("Automated sync", story).length, 1);
  });

  it("says that it was of manifests from somebody's disk", () => {
    const story = said({ ...hangingHook, sync: { manifests: ["{}"] } }, undefined);
    assert.equal(about("--local", story).length, 1);
  });
});
