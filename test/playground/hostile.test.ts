// What others could want of the playground and of whoever serves it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../scripts/playground.ts";
import { hook, manifest } from "../support/manifests.ts";
import { Visit } from "./visit.ts";

const words = `<img src=x onerror=alert(1)>\u202Eevil\u2066`;

describe("hostile visits of the playground", () => {
  const visit = new Visit();

  it("shows what could do harm as text, wherever it shows it", async () => {
    await visit.write(
      `${manifest("Job", JSON.stringify(words), hook(JSON.stringify(words)))}---\n${manifest("Job", JSON.stringify(`a ${words}`), hook("PreSync"))}`,
    );
    const shown = /<img src=x onerror=alert\(1\)>\\u\{202e\}evil\\u\{2066\}/;
    await visit.findings.filter({ hasText: shown }).waitFor();
    await visit.lens("is not a hook type").filter({ hasText: shown }).waitFor();
    await visit.page.locator("#editor .cm-lintRange-error").hover();
    await visit.page.locator("#editor .cm-diagnostic").filter({ hasText: shown }).waitFor();
    await visit.page.mouse.move(0, 0);
    await visit.card("a <img").filter({ hasText: shown }).click();
    await visit.plan.locator("button").filter({ hasText: "What if it fails?" }).click();
    await visit.plan.locator("#answer").filter({ hasText: shown }).waitFor();
    await visit.plan.locator("#answer button").filter({ hasText: "Open" }).click();
    await visit.page.locator("#aside-content").filter({ hasText: shown }).waitFor();
    const pictures = [visit.page, visit.plan].map((it) => it.locator("img[src], script:not([src])").count());
    assert.deepEqual(await Promise.all(pictures), [0, 0]);
  });

  it("listens to nobody but its own frame, and that to nobody but its page", async () => {
    await visit.write(manifest("ConfigMap", "written"));
    await visit.card("written").waitFor();
    await visit.page.evaluate(`new Promise((done) => {
      const stranger = document.createElement("iframe");
      stranger.src = "third-party-notices.txt";
      stranger.onload = done;
      document.body.append(stranger);
    })`);
    const undo = `parent.postMessage({ type: "undo" }, "*"), undefined`;
    for (const frame of visit.page.frames()) if (!frame.url().endsWith("plan.html")) await frame.evaluate(undo);
    const folder = mkdtempSync(join(tmpdir(), "argocd-annotations-"));
    writeFileSync(join(folder, "around.html"), `<iframe src="${visit.address}plan.html"></iframe>`);
    const others = await serve(folder);
    try {
      const page = await visit.page.context().newPage();
      await page.goto(`${others.address}around.html`);
      await page.frameLocator("iframe").locator("#name").waitFor({ state: "attached" });
      await page.evaluate(`frames[0].postMessage({ type: "nothing", message: "evil" }, "*")`);
      // Messages arrive in their order, so the one before this answer was there.
      await page.evaluate(`new Promise((done) => { onmessage = done; postMessage(0, "*"); })`);
      assert.notEqual(await page.frameLocator("iframe").locator("#name").innerText(), "evil");
      await page.close();
    } finally {
      others.stop();
      rmSync(folder, { recursive: true });
    }
    assert.match(await visit.editor.innerText(), /name: written/);
    // Its own frame is heard.
    await visit.page.frame({ url: /plan\.html$/ })?.evaluate(undo);
    await visit.editor.filter({ hasNotText: "name: written" }).waitFor();
  });

  it("is served to this machine alone, by its own name, and nothing beside it is", async () => {
    for (const [method, path, host, status] of [
      ["GET", "/", undefined, 200],
      ["HEAD", "/page.js?x#y", "localhost:1", 200],
      ["GET", "/", "evil.example", 403],
      ["GET", "/", "127.0.0.1.evil.example", 403],
      ["POST", "/", undefined, 405],
      ["GET", "//", undefined, 404],
      ["GET", "/../../package.json", undefined, 404],
      ["GET", "/%2e%2e/package.json", undefined, 404],
      ["GET", "http://[", undefined, 404],
      ["GET", "/__proto__", undefined, 404],
    ] as const)
      assert.equal(await asked(method, path, host), status, `${method} ${path} ${host ?? ""}`);
  });

  function asked(method: string, path: string, host?: string): Promise<number | undefined> {
    const { hostname, port } = new URL(visit.address);
    return new Promise((resolve, reject) => {
      const headers = host === undefined ? {} : { host };
      request({ hostname, port, method, path, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
  }
});
