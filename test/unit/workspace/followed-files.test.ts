import assert from "node:assert/strict";
import { FollowedFiles } from "../../../server/workspace/followed-files.ts";

describe("which files are followed", () => {
  const usual = new FollowedFiles();

  it("are more once a file of another kind is read", () => {
    let told = 0;
    const followed = new FollowedFiles(() => told++);
    for (const path of ["/w/values.yaml", "/w/chart.tgz", "/w/Kustomization"]) followed.noteRead(path);
    assert.equal(told, 0);
    for (const path of ["/w/a.conf", "/w/b.conf", "/w/.env", "/w/LICENSE", "/w/LICENSE"]) followed.noteRead(path);
    assert.equal(told, 3);
    const more = followed.patterns.filter((pattern) => !usual.patterns.includes(pattern));
    assert.deepEqual(more, ["**/.env", "**/LICENSE", "**/*.conf"]);
    assert.ok(followed.wanted.endings?.includes(".conf"));
    assert.ok(followed.wanted.names?.includes("LICENSE"));
  });

  it("have what Git ignores among them, which decides what else is found", () => {
    assert.ok(usual.patterns.includes("**/.gitignore"));
    assert.ok(usual.wanted.names?.includes(".gitignore"));
  });

  it("have no patterns that mean others than were read", () => {
    const followed = new FollowedFiles();
    followed.noteRead("/w/{a,b}");
    followed.noteRead("/w/x.[y]");
    assert.deepEqual(followed.patterns.slice(usual.patterns.length), ["**/?a?b?", "**/*.?y?"]);
  });

  it("are all files where too many kinds are read", () => {
    const followed = new FollowedFiles();
    for (let kind = 0; kind < 1000; kind++) followed.noteRead(`/w/a.kind${kind}`);
    assert.equal(followed.patterns.length, usual.patterns.length + 65);
    assert.equal(followed.patterns.at(-1), "**/*");
    assert.ok(followed.wanted.endings?.includes(""));
  });
});
